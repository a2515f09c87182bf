import { Form } from '@remix-run/react'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import { Button, DisabledButton } from '../ui/button.tsx'

/** One press reminds those who owe a version, and only those; shown at rest for an hour after. */
export function Reminder(props: { document: string; version: number; people: number; resting: boolean }) {
  const t = useWords()
  const { document, version, people, resting } = props
  const label = t('policy.remind', { count: people })
  return (
    <Form method="post" className="stack gap-2">
      <input type="hidden" name="document" value={document} />
      <input type="hidden" name="version" value={version} />
      <div className="button-row">
        {resting ? (
          <DisabledButton why={t('policy.remind.resting')}>{label}</DisabledButton>
        ) : (
          <Button tone="primary">{label}</Button>
        )}
      </div>
      <p className="muted">{t(resting ? 'policy.remind.resting' : 'policy.remind.hint')}</p>
    </Form>
  )
}
