import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { kept } from '#app/lib/kept.tsx'
import { useWords } from '#app/lib/words.ts'
import { surround, type Mark } from '#app/lib/markdown-marks.ts'
import { IconButton } from '../ui/button.tsx'
import { Field, type FieldParts } from '../ui/field.tsx'
import { InlineStatus } from '../ui/feedback.tsx'

export type ComposerProps = FieldParts & {
  name: string
  id?: string
  defaultValue?: string | undefined
  placeholder?: string
  required?: boolean
  rows?: number
  /** Tints the frame; the page's button says the same in words ("Send privately"). */
  visibility?: 'public' | 'private' | 'note'
  /** Marks it as the page's reply box for the `r` key. */
  reply?: boolean
  /** Leaves the help with Markdown out: a page with many boxes shows it once. */
  brief?: boolean
  /** "Saved 12:04" or the like. */
  status?: ReactNode
  /** Told of each change, for drafts and similar topics. */
  onText?: (text: string) => void
}

type PlainProps = Pick<ComposerProps, 'name' | 'label' | 'required' | 'rows' | 'visibility' | 'reply'> & {
  id: string
}

/** An empty one whose HTML is the same for everybody. */
export const KeptComposer = kept('composer', PlainComposer)

function PlainComposer(props: PlainProps) {
  return <Composer {...props} />
}

/** Markdown in a plain textarea. With script a toolbar and Ctrl+B/I/E/K; Ctrl+Enter sends; Tab always leaves. */
export function Composer(props: ComposerProps) {
  const { label, hint, errors, optional, id, visibility, reply, brief, status, onText, ...area } = props
  const t = useWords()
  const box = useRef<HTMLTextAreaElement>(null)
  const apply = (mark: Mark) => {
    if (box.current) surround(box.current, mark, t(`composer.${mark}.sample`))
  }
  return (
    <Field {...{ label, hint, errors, optional, id }}>
      {(wired) => (
        <div
          className="composer"
          data-visibility={visibility}
          data-wrong={wired['aria-invalid'] || undefined}
        >
          <Toolbar apply={apply} />
          <textarea
            className="input"
            rows={6}
            dir="auto"
            ref={box}
            data-shortcut={reply ? 'topic.reply' : undefined}
            onChange={(event) => onText?.(event.target.value)}
            onKeyDown={(event) => onComposerKey(event, apply)}
            {...area}
            {...wired}
          />
          {(!brief || status) && (
            <div className="composer-foot">
              {!brief && <MarkdownHelp id={`${wired.id}-help`} />}
              {status && <InlineStatus>{status}</InlineStatus>}
            </div>
          )}
        </div>
      )}
    </Field>
  )
}

const tools = ['bold', 'italic', 'code', 'link', 'quote', 'list'] as const satisfies readonly Mark[]

/** A roving toolbar: one stop for Tab, arrows inside. Drawn only where script can make it work. */
function Toolbar({ apply }: { apply: (mark: Mark) => void }) {
  const t = useWords()
  const [scripted, setScripted] = useState(false)
  const [at, setAt] = useState(0)
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => setScripted(true), [])
  if (!scripted) return null
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -step : step
    const next = (at + forward + tools.length) % tools.length
    setAt(next)
    bar.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div
      className="composer-tools"
      role="toolbar"
      aria-label={t('composer.tools')}
      ref={bar}
      onKeyDown={move}
    >
      {tools.map((mark, index) => (
        <IconButton
          key={mark}
          icon={mark}
          label={t(`composer.${mark}`)}
          tabIndex={index === at ? 0 : -1}
          onClick={() => apply(mark)}
        />
      ))}
    </div>
  )
}

const chords: Readonly<Record<string, Mark>> = { b: 'bold', i: 'italic', e: 'code', k: 'link' }

function onComposerKey(event: KeyboardEvent<HTMLTextAreaElement>, apply: (mark: Mark) => void) {
  if (!event.ctrlKey && !event.metaKey) return
  const mark = chords[event.key.toLowerCase()]
  if (mark) apply(mark)
  else if (event.key === 'Enter') event.currentTarget.form?.requestSubmit()
  else return
  event.preventDefault()
}

/** How to write Markdown, folded away; needs no script. */
function MarkdownHelp({ id }: { id: string }) {
  const t = useWords()
  const rows = ['bold', 'italic', 'code', 'link', 'quote', 'list', 'block'] as const
  return (
    <details>
      <summary id={id}>{t('composer.help')}</summary>
      <dl className="composer-help" aria-labelledby={id}>
        {rows.map((row) => (
          <div key={row} className="composer-help-row">
            <dt>
              <code dir="ltr">{t(`composer.help.${row}`)}</code>
            </dt>
            <dd>{t(`composer.${row}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
