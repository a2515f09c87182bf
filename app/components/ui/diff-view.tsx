import { useWords } from '#app/lib/words.ts'

export type DiffPart = { kind: 'same' | 'added' | 'removed'; text: string }

/** A word-by-word difference. Signs and spoken marks carry it; colour comes third. */
export function DiffView({ parts, label }: { parts: readonly DiffPart[]; label: string }) {
  const t = useWords()
  return (
    <div className="diff" role="group" aria-label={label} dir="auto">
      {parts.map((part, index) => {
        if (part.kind === 'same') return <span key={index}>{part.text}</span>
        const Mark = part.kind === 'added' ? 'ins' : 'del'
        return (
          <Mark key={index}>
            <span className="visually-hidden">
              {t(part.kind === 'added' ? 'diff.added' : 'diff.removed')}{' '}
            </span>
            {part.text}
          </Mark>
        )
      })}
    </div>
  )
}
