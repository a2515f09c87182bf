import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import type { Ctx } from '#server/core/ctx.ts'
import * as paths from '#server/core/paths.ts'
import { contactCards } from '#server/crm/index.ts'
import {
  acknowledgeEscalation,
  assignEscalation,
  cancelEscalation,
  changeSeverity,
  escalationPage,
  resolveEscalation,
} from '#server/escalation/index.ts'
import { topicPage } from '#server/forum/index.ts'
import { memberDirectory } from '#server/identity/index.ts'
import { Clock } from '#app/components/clock/clock.tsx'
import { CustomerPanel } from '#app/components/crm/customer-panel.tsx'
import { EscalationState, SeverityMark } from '#app/components/escalation/marks.tsx'
import { PromisedSum, Trace } from '#app/components/escalation/promise.tsx'
import { CaseDeeds } from '#app/components/escalation/case-deeds.tsx'
import { ReplyBox } from '#app/components/topic/reply-box.tsx'
import { TopicThread } from '#app/components/topic/topic-thread.tsx'
import { Button } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { SideBox } from '#app/components/ui/key-value.tsx'
import { Breadcrumb } from '#app/components/ui/navigation.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titledBy } from '#app/lib/meta.ts'
import { useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-office.ts'

export const loader = page(async ({ ctx, params }) => {
  const escalation = await escalationPage(ctx, { escalationId: params.escalationId ?? '' })
  const topic = await topicPage(ctx, { topicId: escalation.topicId })
  const cards = topic.authorId ? await contactCards(ctx, [topic.authorId]) : new Map<string, never>()
  const engineers = escalation.can.assign
    ? await memberDirectory(ctx, { role: 'engineer', limit: 100 })
    : { items: [] }
  return {
    escalation,
    topic,
    card: topic.authorId ? (cards.get(topic.authorId) ?? null) : null,
    engineers: engineers.items.map(({ handle, displayName }) => ({ handle, name: displayName })),
    now: ctx.now,
  }
})

type Deed = { deed?: string; escalationId: string }

/** One page, several deeds: the form names which. */
const perform = async (ctx: Ctx, input: Deed) => {
  const wanted = input as never
  if (input.deed === 'assign') return assignEscalation(ctx, wanted)
  if (input.deed === 'acknowledge') return acknowledgeEscalation(ctx, wanted)
  if (input.deed === 'resolve') return resolveEscalation(ctx, wanted)
  if (input.deed === 'severity') return changeSeverity(ctx, wanted)
  return cancelEscalation(ctx, wanted)
}

export const action = act({ POST: perform }, ({ params }) => paths.escalation(params.escalationId ?? ''))

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  titledBy(matches, data?.escalation.topicTitle)

/** The engineer's workspace: what is due, the conversation with its private words and notes, and the customer. */
export default function ConsoleCase() {
  const t = useWords()
  const { escalation, topic, card, engineers, now } = useLoaderData<typeof loader>()
  const { summary } = useRefused()
  return (
    <div className="with-side">
      <div className="stack">
        <Breadcrumb
          trail={[
            { label: t('console.title'), href: paths.console() },
            { label: escalation.case?.number ?? t('escalation.one') },
          ]}
        />
        <h1 className="written" tabIndex={-1} dir="auto">
          {escalation.topicTitle}
        </h1>
        <div className="cluster">
          <Clock
            state={escalation.word === 'ended' ? 'met' : escalation.word}
            secondsLeft={escalation.leftSeconds}
            measuredAt={now}
            dueAt={escalation.dueAt}
          />
          <EscalationState state={escalation.state} />
          <SeverityMark severity={escalation.severity} />
          <Link to={paths.topic(topic)}>{t('escalation.topic')}</Link>
        </div>
        {escalation.clock && <PromisedSum clock={escalation.clock} now={now} />}
        {escalation.reason && (
          <p dir="auto">
            <b>{t('escalation.reason')}</b> {escalation.reason}
          </p>
        )}
        <ErrorSummary errors={summary} />
        <TopicThread topic={topic} posts={topic.posts} order="time" />
        <ReplyBox topic={topic} back={paths.escalation(escalation.id)} />
      </div>
      <aside className="stack" aria-label={t('escalation.one')}>
        <SideBox title={t('escalation.work')}>
          {escalation.can.acknowledge && (
            <Form method="post">
              <input type="hidden" name="deed" value="acknowledge" />
              <Button tone="primary">{t('escalation.acknowledge')}</Button>
            </Form>
          )}
          <CaseDeeds escalation={escalation} engineers={engineers} />
        </SideBox>
        {card && <CustomerPanel card={card} level={escalation.level} />}
        <SideBox title={t('promise.why')}>
          <Trace lines={escalation.trace} />
        </SideBox>
      </aside>
    </div>
  )
}
