import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { TopicPage } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { kept } from '#app/lib/kept.tsx'
import { Sentence, isWordKey, useWords } from '#app/lib/words.ts'
import { ActionButton, ButtonLink } from '../ui/button.tsx'
import { Banner } from '../ui/feedback.tsx'
import { SideBox } from '../ui/key-value.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import { FollowControl } from './follow-control.tsx'

/** Beside a topic: who acts next, how to follow it, and what its keepers can do. `clock` stands where one runs. */
export const TopicSide = ({ topic, clock }: { topic: TopicPage; clock: ReactNode }) =>
  clock ? <Side topic={topic} clock={clock} /> : <KeptSide topic={sideOf(topic)} />

const KeptSide = kept('topic-side', Still)

type SideTopic = ReturnType<typeof sideOf>

/** Narrows a topic to what stands beside it. */
const sideOf = (topic: TopicPage) => ({
  id: topic.id,
  kind: topic.kind,
  mine: topic.mine,
  level: topic.level,
  replyCount: topic.replyCount,
  answeredAt: topic.answeredAt,
  solvedAt: topic.solvedAt,
  unsolvedAt: topic.unsolvedAt,
  escalatedAt: topic.escalatedAt,
  closedAt: topic.closedAt,
  lockedAt: topic.lockedAt,
  pinnedAt: topic.pinnedAt,
  can: topic.can,
})

function Still({ topic }: { topic: SideTopic }) {
  return <Side topic={topic} />
}

function Side({ topic, clock }: { topic: SideTopic; clock?: ReactNode }) {
  const t = useWords()
  return (
    <aside className="stack" aria-label={t('side.label')}>
      <SideBox title={t('side.stands')}>
        <p>
          <Stands topic={topic} />
        </p>
        {clock}
        <div className="button-row">
          {topic.can.markSolved && topic.answeredAt && (
            <ActionButton action={paths.topicPart(topic.id, 'solution')} method="PUT">
              {t('side.markSolved')}
            </ActionButton>
          )}
          {topic.can.markUnsolved && topic.solvedAt && (
            <ActionButton action={paths.topicPart(topic.id, 'solution')} method="DELETE">
              {t('side.markUnsolved')}
            </ActionButton>
          )}
        </div>
      </SideBox>
      {topic.can.invite && (
        <SideBox title={t('side.invite')}>
          <p>{t('side.invite.lead')}</p>
          <ButtonLink to={paths.topicPart(topic.id, 'invitations')}>{t('side.invite.find')}</ButtonLink>
        </SideBox>
      )}
      {topic.can.follow && (
        <SideBox title={t('side.follow')}>
          <FollowControl subject="topic" id={topic.id} level={topic.level} />
          {topic.can.handOver && (
            <ButtonLink to={paths.topicPart(topic.id, 'handover')} tone="quiet">
              {t('side.handOver')}
            </ButtonLink>
          )}
        </SideBox>
      )}
      <Keeping topic={topic} />
    </aside>
  )
}

/** One plain sentence: where it stands and who acts next. */
function Stands({ topic }: { topic: SideTopic }) {
  const t = useWords()
  if (topic.kind !== 'question') return t('stands.talk', { count: topic.replyCount })
  if (topic.unsolvedAt && !topic.solvedAt) return t('stands.unsolved')
  if (topic.solvedAt)
    return <Sentence of="stands.solved" parts={{ when: <TimeStamp at={topic.solvedAt} /> }} />
  if (topic.escalatedAt)
    return <Sentence of="stands.escalated" parts={{ when: <TimeStamp at={topic.escalatedAt} /> }} />
  if (topic.closedAt) return t('stands.closed')
  return t(topic.answeredAt ? (topic.mine ? 'stands.answered.mine' : 'stands.answered') : 'stands.open')
}

function Keeping({ topic }: { topic: SideTopic }) {
  const t = useWords()
  const { can } = topic
  if (!can.close && !can.reopen && !can.keep && !can.lock) return null
  const part = (noun: string) => paths.topicPart(topic.id, noun)
  return (
    <SideBox title={t('side.keeping')}>
      <div className="button-row">
        {can.close && <ButtonLink to={paths.topicPart(topic.id, 'closure')}>{t('side.close')}</ButtonLink>}
        {can.reopen && (
          <ActionButton action={paths.topicPart(topic.id, 'closure')} method="DELETE">
            {t('side.reopen')}
          </ActionButton>
        )}
        {can.lock &&
          (topic.lockedAt ? (
            <ActionButton action={part('lock')} method="DELETE">
              {t('side.unlock')}
            </ActionButton>
          ) : (
            <ButtonLink to={part('lock')}>{t('side.lock')}</ButtonLink>
          ))}
        {can.keep && (
          <>
            <ActionButton action={part('pin')} method={topic.pinnedAt ? 'DELETE' : 'PUT'}>
              {t(topic.pinnedAt ? 'side.unpin' : 'side.pin')}
            </ActionButton>
            <ButtonLink to={part('board')}>{t('side.move')}</ButtonLink>
            <ButtonLink to={part('split')}>{t('side.split')}</ButtonLink>
            <ButtonLink to={part('merge')}>{t('side.merge')}</ButtonLink>
            <ButtonLink to={part('kind')}>{t('side.convert')}</ButtonLink>
          </>
        )}
      </div>
    </SideBox>
  )
}

/** What everybody should know of a topic before reading on: closed and why, held, asked for detail, a duplicate. */
export function TopicNotices({ topic }: { topic: TopicPage }) {
  const t = useWords()
  const reason = `closed.${topic.closedReason ?? ''}`
  return (
    <>
      {topic.heldAt && <Banner tone="signal">{t('topic.held')}</Banner>}
      {topic.hiddenAt && <Banner tone="danger">{t('topic.hidden')}</Banner>}
      {topic.closedAt && (
        <Banner
          tone={topic.closedReason === 'duplicate' ? 'petrol' : 'escal'}
          title={isWordKey(reason) ? t(reason) : t('closed.other')}
        >
          {topic.closedNote && <span dir="auto">{topic.closedNote} </span>}
          {topic.duplicateOf && topic.duplicateTitle && (
            <Link to={paths.question({ id: topic.duplicateOf, slug: topic.duplicateSlug ?? '' })} dir="auto">
              {topic.duplicateTitle}
            </Link>
          )}{' '}
          {topic.mine && t(`closed.reopens.${closeWord(topic.closedReason)}`)}
          {topic.reviewAskedAt && <> {t('closed.review')}</>}
        </Banner>
      )}
      {topic.lockedAt && (
        <Banner tone="escal" icon="lock" title={t('topic.locked')}>
          <span dir="auto">{topic.lockedReason}</span>
        </Banner>
      )}
      {topic.from !== null && <Banner>{t('topic.from', { number: topic.from })}</Banner>}
      {topic.unsolvedAt && topic.solvedAt && <Banner tone="escal">{t('topic.notSolvedBeside')}</Banner>}
      {topic.archivedAt && <Banner tone="escal">{t('board.archived')}</Banner>}
    </>
  )
}

const closeWords = ['duplicate', 'needs-detail', 'off-topic', 'obsolete', 'cooling'] as const
const closeWord = (reason: string | null) => closeWords.find((word) => word === reason) ?? 'other'
