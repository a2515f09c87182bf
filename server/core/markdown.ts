import TurndownService from 'turndown'
import { mentionsOf, parser, type Mentions } from './markdown/parser.ts'
import { safeHtml, textOf, type Place } from './markdown/safe-html.ts'

/**
 * `origin`: this site's own, whose images stay. `mentions`: handles that exist (lower case); others stay text. `headings`:
 * 2 for a text that is a page of its own.
 */
export type MarkdownPlace = { origin: string; mentions?: Mentions; headings?: 2 | 3 }

/**
 * Markdown (GitHub's flavour, raw HTML off) to the HTML that is stored and shown. Done once, when a post is written;
 * the answer is safe to set into a page as it is.
 */
export function renderMarkdown(source: string, place: MarkdownPlace): string {
  const rendered = parser.render(source, { mentions: place.mentions ?? new Set() })
  const { origin, headings = 3 } = place
  return safeHtml(rendered, { origin, base: origin, headings })
}

/** HTML of an import under the same rules; `base` is the address its relative links were written for. */
export const renderImportedHtml = (html: string, place: Place): string => safeHtml(html, place)

/** Handles a text mentions outside code and links, in lower case, each once. */
export const mentionedHandles = (source: string): string[] => mentionsOf(source)

/** Stored HTML as one line of plain text of at most `max` characters, cut between words, for excerpts and letters. */
export function plainText(html: string, max = Infinity): string {
  const text = textOf(html)
  if (text.length <= max) return text
  const cut = text.slice(0, max)
  const space = cut.lastIndexOf(' ')
  const kept = cut.slice(0, space > max / 2 ? space : max - 1)
  return `${kept.replace(/[\s,;:.–—-]+$|[\uD800-\uDBFF]$/u, '')}…`
}

/** HTML of an import as Markdown, for the first edit of a post stored as HTML (decision 31). */
export const htmlToMarkdown = (html: string): string => turndown.turndown(html)

const turndown = new TurndownService({
  headingStyle: 'atx',
  codeBlockStyle: 'fenced',
  bulletListMarker: '-',
  emDelimiter: '*',
  hr: '---',
})

turndown.addRule('struckOut', {
  filter: ['del', 's'],
  replacement: (content) => `~~${content}~~`,
})

/** What Stack Exchange writes for code blocks: `pre > code` with the language on either. */
turndown.addRule('codeWithLanguage', {
  filter: (node) => node.nodeName === 'PRE' && node.firstChild?.nodeName === 'CODE',
  replacement: (_content, node) => {
    const code = node.firstChild?.textContent ?? ''
    const classes = `${node.getAttribute('class') ?? ''} ${childClass(node)}`
    const language = /(?:lang|language)-([\w+#-]+)/.exec(classes)?.[1] ?? ''
    const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length))
    const fence = '`'.repeat(longest + 1)
    return `\n\n${fence}${language}\n${code.replace(/\n$/, '')}\n${fence}\n\n`
  },
})

const childClass = (node: HTMLElement) => node.querySelector('code')?.getAttribute('class') ?? ''

turndown.addRule('table', {
  filter: 'table',
  replacement: (_content, node) => {
    const lines = Array.from(node.querySelectorAll('tr'), (row) =>
      Array.from(row.querySelectorAll('th, td'), cellText),
    )
    const [head, ...body] = lines
    if (!head) return ''
    const line = (cells: string[]) => `| ${cells.join(' | ')} |`
    return `\n\n${[line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')}\n\n`
  },
})

const cellText = (cell: Element) =>
  turndown
    .turndown(cell.innerHTML)
    .replace(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|')
    .trim()
