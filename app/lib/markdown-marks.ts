export type Mark = 'bold' | 'italic' | 'code' | 'link' | 'quote' | 'list'

const around: Readonly<Record<'bold' | 'italic' | 'code', string>> = { bold: '**', italic: '_', code: '`' }
const before: Readonly<Record<'quote' | 'list', string>> = { quote: '> ', list: '- ' }

/** Sets a mark around what is chosen in a textarea, or around a sample; the browser's own undo takes it back. */
export function surround(box: HTMLTextAreaElement, mark: Mark, sample: string) {
  const chosen = box.value.slice(box.selectionStart, box.selectionEnd) || sample
  const start = box.selectionStart
  box.focus()
  insert(box, marked(chosen, mark))
  const inside = box.value.indexOf(chosen, start)
  if (mark !== 'quote' && mark !== 'list') box.setSelectionRange(inside, inside + chosen.length)
}

function marked(text: string, mark: Mark): string {
  if (mark === 'link') return /^https?:\/\//.test(text) ? `[](${text})` : `[${text}](https://)`
  if (mark === 'quote' || mark === 'list')
    return text
      .split('\n')
      .map((line) => before[mark] + line)
      .join('\n')
  if (mark === 'code' && text.includes('\n')) return `\`\`\`\n${text}\n\`\`\``
  return around[mark] + text + around[mark]
}

/** execCommand alone keeps the undo history of a textarea; where it is gone the text is set plainly. */
function insert(box: HTMLTextAreaElement, text: string) {
  if (document.execCommand('insertText', false, text)) return
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end')
  box.dispatchEvent(new Event('input', { bubbles: true }))
}
