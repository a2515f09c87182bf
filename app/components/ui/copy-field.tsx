import { useEffect, useId, useRef, useState } from 'react'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-account.ts'
import { Button } from './button.tsx'
import { InlineStatus } from './feedback.tsx'

/** Words to take along. With script a button copies them; without, the field holds them ready to be marked and copied. */
export function CopyField({ label, text }: { label: string; text: string }) {
  const t = useWords()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [scripted, setScripted] = useState(false)
  const [copied, setCopied] = useState(false)
  useEffect(() => setScripted(true), [])
  const copy = async () => {
    field.current?.select()
    // a page that was not served safely has no clipboard: there the words are marked, ready for the keys
    if (!('clipboard' in navigator)) return
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <div className="button-row">
        <input
          id={id}
          ref={field}
          className="input"
          data-code
          readOnly
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        {scripted && (
          <Button type="button" icon="copy" onClick={() => void copy()}>
            {t('copy.do')}
          </Button>
        )}
        {copied && <InlineStatus>{t('copy.done')}</InlineStatus>}
      </div>
    </div>
  )
}
