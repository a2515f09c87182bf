import type { MetaFunction } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import { escalateNow, topicPromise } from '#server/escalation/index.ts'
import { topicPage } from '#server/forum/index.ts'
import { PromisedClock } from '#app/components/escalation/promise.tsx'
import { SignInFirst } from '#app/components/site/sign-in-first.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { Textarea } from '#app/components/ui/field.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'

export const loader = page(async ({ ctx, params }) => {
  const { id, kind, slug, title } = await topicPage(ctx, { topicId: Number(params.topicId) })
  const promise = await topicPromise(ctx, { topicId: id })
  if (!promise.escalateNow && !promise.escalation) throw new Forbidden('escalation.now.notYours')
  return { topic: { id, kind, slug, title }, promise, now: ctx.now }
})

export const action = act({ POST: escalateNow }, ({ params }) => paths.topicNumber(Number(params.topicId)))

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'escalate.title')

/** Handing a question to the engineers: the reason, what is left of the quota, and both countdowns (crm.md 17.9). */
export default function Escalate() {
  const t = useWords()
  const { topic, promise, now } = useLoaderData<typeof loader>()
  const { refusal, summary, errors, value } = useRefused()
  const busy = useNavigation().state === 'submitting'
  const offer = promise.escalateNow
  if (!offer?.allowed)
    return (
      <EmptyState
        kind="cleared"
        title={offer?.reason ?? t('escalate.already')}
        action={<ButtonLink to={paths.topic(topic)}>{t('tryAgain.back')}</ButtonLink>}
      />
    )
  return (
    <div className="stack column">
      <PageHead title={t('escalate.title')} lead={topic.title} />
      {promise.clocks.map((clock) => (
        <PromisedClock key={clock.id} clock={clock} now={now} />
      ))}
      {offer.quota && <p>{t('escalate.quota', offer.quota)}</p>}
      <ErrorSummary errors={summary} />
      <SignInFirst refusal={refusal} />
      <Form method="post" className="stack">
        <Textarea
          id="reason"
          name="reason"
          label={t('escalate.reason')}
          hint={t('escalate.reason.hint')}
          errors={errors('reason')}
          defaultValue={value('reason')}
          rows={4}
        />
        <div className="button-row">
          <Button tone="primary" busy={busy}>
            {t('escalate.send')}
          </Button>
          <ButtonLink to={paths.topic(topic)}>{t('form.cancel')}</ButtonLink>
        </div>
      </Form>
    </div>
  )
}
