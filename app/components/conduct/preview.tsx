import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'
import { Textarea } from '../ui/field.tsx'
import { StatementWords, type Words } from './statement-words.tsx'

type Typed = Readonly<Record<string, string | string[] | undefined>>
type Looked<Kind extends string> = { preview: Words & { kind: Kind }; typed: Typed }

/** What a form answered that was only to be looked at: the words as they would be sent, and everything typed. */
export function previewedIn<Kind extends string = 'note' | 'warning' | 'limit' | 'suspension' | 'removal'>(
  answer: unknown,
) {
  if (typeof answer !== 'object' || answer === null || !('preview' in answer)) return null
  const { preview, typed } = answer as Looked<Kind>
  const list = (name: string) => [typed[name] ?? []].flat()
  return { preview, list, typed: (name: string) => list(name)[0] ?? '' }
}

/** The statement as its member will read it, with the moderator's words still open to be changed (UX-MOD-3). */
export function Preview({ told, ...words }: Words & { told: boolean }) {
  const t = useWords()
  if (!told) return <p className="muted">{t('preview.note')}</p>
  return (
    <section className="stack side-box" aria-labelledby="preview">
      <h2 id="preview" tabIndex={-1}>
        {t('preview.title')}
      </h2>
      <StatementWords {...words} />
      <p>{t('preview.appeal')}</p>
      <Textarea
        id="message"
        name="message"
        label={t('preview.message')}
        hint={t('preview.message.hint')}
        defaultValue={words.message}
        rows={4}
      />
    </section>
  )
}
