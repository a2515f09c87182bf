import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { liftSanction, sanctionPage } from '#server/moderation/index.ts'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { RadioGroup, Textarea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-conduct.ts'

export const loader = page(async ({ ctx, params }) => ({
  sanction: await sanctionPage(ctx, { sanctionId: params.sanctionId ?? '' }),
}))

export const action = act({ POST: liftSanction }, async ({ ctx, params }) => {
  const { statementId, member } = await sanctionPage(ctx, { sanctionId: params.sanctionId ?? '' })
  return statementId ? paths.statement(statementId) : paths.member(member.handle)
})

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'lift.title')

/** /sanctions/:id/lifting: ends a sanction early or takes back one given in error, with a reason. */
export default function SanctionLifting() {
  const t = useWords()
  const { sanction } = useLoaderData<typeof loader>()
  const { summary, errors, value } = useRefused()
  return (
    <div className="column stack">
      <PageHead
        title={t('lift.title')}
        lead={t('lift.lead', { kind: t(`sanction.kind.${sanction.kind}`), name: sanction.member.name })}
      />
      <ErrorSummary errors={summary} />
      <Form method="post" className="form">
        <RadioGroup
          id="as"
          name="as"
          label={t('lift.as')}
          errors={errors('as')}
          defaultValue={value('as')}
          options={[
            {
              value: 'early',
              label: t('lift.as.early'),
              hint: t('lift.as.early.hint'),
              disabled: sanction.over,
            },
            { value: 'overturned', label: t('lift.as.overturned'), hint: t('lift.as.overturned.hint') },
          ]}
        />
        <Textarea
          id="reason"
          name="reason"
          label={t('lift.reason')}
          hint={t('lift.reason.hint')}
          errors={errors('reason')}
          defaultValue={value('reason')}
          rows={4}
          required
        />
        <div className="button-row">
          <Button tone="primary">{t('lift.send')}</Button>
          {sanction.statementId && (
            <ButtonLink to={paths.statement(sanction.statementId)}>{t('form.cancel')}</ButtonLink>
          )}
        </div>
      </Form>
    </div>
  )
}
