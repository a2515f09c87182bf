import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useRefused } from '#app/lib/forms.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup, Select, Textarea, TextField } from '../ui/field.tsx'

type Case = {
  assignee: { handle: string; name: string } | null
  severity: number
  can: { assign: boolean; resolve: boolean; cancel: boolean; weigh: boolean }
}

/** What an engineer does with a case besides answering: each deed folds open into its form. */
export function CaseDeeds({
  escalation,
  engineers,
}: {
  escalation: Case
  engineers: readonly { handle: string; name: string }[]
}) {
  const t = useWords()
  const { errors, value } = useRefused()
  return (
    <div className="stack gap-2">
      <p>
        {escalation.assignee
          ? t('escalation.assignee', { name: escalation.assignee.name })
          : t('escalation.unassigned')}
      </p>
      {escalation.can.assign && (
        <Deed deed="assign" title={t('escalation.assign')} open={escalation.assignee === null}>
          <Select
            id="to"
            name="to"
            label={t('escalation.assign.to')}
            errors={errors('to')}
            defaultValue={escalation.assignee?.handle}
            options={engineers.map((one) => ({ value: one.handle, label: one.name }))}
          />
          <Button>{t('escalation.assign.send')}</Button>
        </Deed>
      )}
      {escalation.can.resolve && (
        <Deed deed="resolve" title={t('escalation.resolve')}>
          <Select
            id="outcome"
            name="outcome"
            label={t('escalation.outcome')}
            options={outcomes.map((one) => ({ value: one, label: t(`escalation.outcome.${one}`) }))}
          />
          <RadioGroup
            name="publish"
            label={t('escalation.publish')}
            defaultValue="answer"
            options={publishing.map((one) => ({ value: one, label: t(`escalation.publish.${one}`) }))}
          />
          <Button tone="primary">{t('escalation.resolve.send')}</Button>
        </Deed>
      )}
      {escalation.can.weigh && (
        <Deed deed="severity" title={t('escalation.weigh')}>
          <Select
            id="severity"
            name="severity"
            label={t('escalation.weigh.to')}
            defaultValue={String(escalation.severity)}
            options={['1', '2', '3'].map((one) => ({
              value: one,
              label: t(`escalation.severity.${one as '1' | '2' | '3'}`),
            }))}
          />
          <TextField
            id="severity-reason"
            name="reason"
            label={t('escalate.reason')}
            errors={errors('reason')}
            defaultValue={value('reason')}
          />
          <Button>{t('form.save')}</Button>
        </Deed>
      )}
      {escalation.can.cancel && (
        <Deed deed="cancel" title={t('escalation.cancel')}>
          <Textarea
            id="cancel-reason"
            name="reason"
            label={t('escalate.reason')}
            errors={errors('reason')}
            defaultValue={value('reason')}
            rows={2}
          />
          <Button tone="danger">{t('escalation.cancel.send')}</Button>
        </Deed>
      )}
    </div>
  )
}

const outcomes = ['fixed', 'workaround', 'by-design', 'duplicate', 'no-reply'] as const
const publishing = ['answer', 'summary', 'private'] as const

function Deed({
  deed,
  title,
  open,
  children,
}: {
  deed: string
  title: string
  open?: boolean
  children: ReactNode
}) {
  return (
    <details className="deed" open={open}>
      <summary>{title}</summary>
      <Form method="post" className="stack gap-2">
        <input type="hidden" name="deed" value={deed} />
        {children}
      </Form>
    </details>
  )
}
