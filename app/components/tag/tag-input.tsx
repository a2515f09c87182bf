import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { useWords } from '#app/lib/words.ts'
import { useAnnounce } from '../ui/live-region.tsx'
import { Field, type FieldParts } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'

type Props = FieldParts & {
  name: string
  id?: string
  /** Tags separated by spaces or commas. */
  defaultValue?: string | undefined
  known?: readonly string[]
  most?: number
}

const split = (text: string) => [...new Set(text.split(/[\s,]+/).filter(Boolean))]

/** Tags as one text field, split at spaces and commas; with script each becomes a piece that can be taken out. */
export function TagInput({ name, defaultValue = '', known = [], most = 5, ...parts }: Props) {
  const t = useWords()
  const announce = useAnnounce()
  const listId = useId()
  const [scripted, setScripted] = useState(false)
  const [chosen, setChosen] = useState(() => split(defaultValue))
  const [text, setText] = useState('')
  useEffect(() => setScripted(true), [])

  const add = (typed: string) => {
    setChosen((now) => [...new Set([...now, ...split(typed)])].slice(0, most))
    setText('')
    if (typed.trim()) announce(t('tags.added', { tag: typed.trim() }))
  }
  const remove = (tag: string) => {
    setChosen((now) => now.filter((each) => each !== tag))
    announce(t('tags.removed', { tag }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if ((event.key === 'Enter' || event.key === ',' || event.key === ' ') && text.trim()) {
      event.preventDefault()
      add(text)
    } else if (event.key === 'Backspace' && text === '') setChosen((now) => now.slice(0, -1))
  }

  return (
    <Field {...parts}>
      {(wired) => (
        <div className="tag-input">
          {scripted && chosen.length > 0 && (
            <ul className="tag-input-chosen" aria-label={t('tags.chosen')}>
              {chosen.map((tag) => (
                <li key={tag}>
                  <button
                    type="button"
                    className="tag"
                    onClick={() => remove(tag)}
                    aria-label={t('tags.remove', { tag })}
                  >
                    {tag} <Icon name="cross" />
                  </button>
                </li>
              ))}
            </ul>
          )}
          {scripted && <input type="hidden" name={name} value={[...chosen, ...split(text)].join(' ')} />}
          <input
            key={scripted ? 'scripted' : 'plain'}
            className="input"
            data-width="medium"
            list={known.length > 0 ? listId : undefined}
            autoComplete="off"
            {...(scripted
              ? {
                  value: text,
                  onChange: (event) => setText(event.target.value),
                  onKeyDown,
                  onBlur: () => add(text),
                }
              : { name, defaultValue })}
            {...wired}
          />
          {known.length > 0 && (
            <datalist id={listId}>
              {known.map((tag) => (
                <option key={tag} value={tag} />
              ))}
            </datalist>
          )}
        </div>
      )}
    </Field>
  )
}
