import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { declineInvitation, invitationPage, inviteToAnswer } from '#server/forum/index.ts'
import { whomToInvite } from '#server/reputation/index.ts'
import { MemberName } from '#app/components/member/member-line.tsx'
import { Button, ButtonLink } from '#app/components/ui/button.tsx'
import { ErrorSummary } from '#app/components/ui/error-summary.tsx'
import { EmptyState } from '#app/components/ui/feedback.tsx'
import { PageHead } from '#app/components/ui/key-value.tsx'
import { TimeStamp } from '#app/components/ui/time-stamp.tsx'
import { useRefused } from '#app/lib/forms.ts'
import { act, page } from '#app/lib/handler.ts'
import { titleOf } from '#app/lib/meta.ts'
import { Sentence, useWords } from '#app/lib/words.ts'
import '#app/lib/words-of-standing.ts'

export const loader = page(async ({ ctx, params }) => {
  const { topic, ...shown } = await invitationPage(ctx, { topicId: Number(params.topicId) })
  const except = [
    topic.authorId,
    ...shown.invited.flatMap(({ memberId, invitedBy }) => [memberId, invitedBy]),
  ].flatMap((id) => id ?? [])
  const suggested = shown.can.invite
    ? await whomToInvite(ctx, { tags: topic.tags, topicId: topic.id, except })
    : []
  return { topic, ...shown, suggested }
})

export const action = act<void>({ PUT: inviteToAnswer, DELETE: declineInvitation })

export const meta: MetaFunction = ({ matches }) => titleOf(matches, 'invite.title')

/** Whom to ask for an answer, who was asked, and for who was asked their own invitation (ASK-16, REP-18). */
export default function TopicInvitations() {
  const t = useWords()
  const { topic, can, mine } = useLoaderData<typeof loader>()
  const { summary } = useRefused()
  // whoever came by an invitation reads that first
  const asked = mine !== null && mine.declinedAt === null && !mine.answered
  return (
    <div className="stack column gap-4">
      <ErrorSummary errors={summary} />
      <PageHead title={t(asked ? 'invite.mine.title' : 'invite.title')} />
      <p>
        <Link to={paths.topic(topic)} dir="auto">
          {topic.title}
        </Link>
      </p>
      {mine && <OwnInvitation />}
      {can.invite && <Suggested />}
      {can.invite && <Invited />}
    </div>
  )
}

function OwnInvitation() {
  const t = useWords()
  const { topic, mine } = useLoaderData<typeof loader>()
  if (!mine) return null
  return (
    <section className="stack gap-2">
      <p>
        <Sentence
          of="invite.mine"
          parts={{
            who: <MemberName member={{ handle: mine.inviterHandle, name: mine.inviterName }} />,
            when: <TimeStamp at={mine.at} />,
          }}
        />
      </p>
      {mine.declinedAt && <p>{t('invite.mine.declined')}</p>}
      <div className="button-row">
        <ButtonLink to={paths.topic(topic)} tone="primary">
          {t('invite.mine.read')}
        </ButtonLink>
        {!mine.declinedAt && !mine.answered && (
          <Form method="post">
            <input type="hidden" name="_method" value="DELETE" />
            <Button>{t('invite.mine.decline')}</Button>
          </Form>
        )}
      </div>
      <p>
        <Link to={paths.noticeSettings('invitations')}>{t('invite.mine.settings')}</Link>
      </p>
    </section>
  )
}

function Suggested() {
  const t = useWords()
  const { suggested, left } = useLoaderData<typeof loader>()
  return (
    <section className="stack gap-3">
      <h2>{t('invite.suggested')}</h2>
      <p>{t('invite.lead')}</p>
      <p className="muted">{t('invite.left', { count: left })}</p>
      {suggested.length === 0 && (
        <EmptyState
          kind="first"
          title={t('invite.nobody')}
          action={<ButtonLink to={paths.tags()}>{t('tags.title')}</ButtonLink>}
        />
      )}
      <ul className="plain-list stack gap-3">
        {suggested.map((who) => (
          <li key={who.handle} className="spread">
            <span>
              <MemberName member={{ handle: who.handle, name: who.displayName }} />
              <br />
              <span className="small muted">{t('invite.why', { tag: who.tag, accepted: who.accepted })}</span>
            </span>
            {left > 0 && (
              <Form method="post">
                <input type="hidden" name="_method" value="PUT" />
                <input type="hidden" name="handle" value={who.handle} />
                <input type="hidden" name="tag" value={who.tag} />
                <Button aria-label={t('invite.do.whom', { name: who.displayName })}>{t('invite.do')}</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Invited() {
  const t = useWords()
  const { invited } = useLoaderData<typeof loader>()
  if (invited.length === 0) return null
  return (
    <section className="stack gap-3">
      <h2>{t('invite.invited')}</h2>
      <ul className="plain-list stack gap-2">
        {invited.map((one) => (
          <li key={one.handle}>
            <MemberName member={{ handle: one.handle, name: one.name }} /> ·{' '}
            {t(
              one.answered
                ? 'invite.state.answered'
                : one.declinedAt
                  ? 'invite.state.declined'
                  : 'invite.state.waits',
            )}{' '}
            · <TimeStamp at={one.at} />
          </li>
        ))}
      </ul>
    </section>
  )
}
