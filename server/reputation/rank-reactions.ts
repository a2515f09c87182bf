import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { FactType, StoredFact } from '#server/core/events.ts'
import type { MemberId } from '#server/core/ids.ts'
import { reaction, reactionAlsoOnImport } from '#server/core/reaction.ts'
import { lookAt } from './looking.ts'
import { topicsIn } from './reactions.ts'
import { authorOf, touchedIn } from './views/looking.ts'

/** Facts that name whom they move. */
type OfPeople = Extract<
  FactType,
  | 'member.joined'
  | 'member.verified'
  | 'member.changed'
  | 'topic.started'
  | 'answer.posted'
  | 'comment.posted'
  | 'reply.posted'
  | 'post.revised'
  | 'post.approved'
  | 'vote.cast'
  | 'counts.shown'
  | 'reputation.changed'
  | 'terms.accepted'
  | 'share.followed'
>

/** Facts that may move everybody who wrote in a topic or shares its problem. */
type OfTopic = Extract<
  FactType,
  | 'topic.hidden'
  | 'topic.restored'
  | 'topic.withdrawn'
  | 'topic.converted'
  | 'topic.split'
  | 'topic.merged'
  | 'topic.unmerged'
  | 'post.converted'
  | 'topic.markedSolved'
  | 'topic.markedUnsolved'
  | 'topic.imported'
  | 'topic.converted'
  | 'topic.split'
  | 'topic.merged'
  | 'post.hidden'
  | 'post.restored'
  | 'post.withdrawn'
  | 'vote.voided'
  | 'vote.restored'
  | 'answer.accepted'
  | 'acceptance.withdrawn'
  | 'problem.shared'
  | 'problem.withdrawn'
>

const named = ['memberId', 'authorId', 'voterId'] as const

/** Whoever a fact names, and whoever did it: the next round counts them anew, whatever the fact was (REP-10, REP-13). */
export const lookAtPeople = reactionAlsoOnImport<OfPeople>('reputation.lookAtPeople', (ctx, fact) => {
  const payload: Partial<Record<(typeof named)[number], MemberId | null>> = fact.payload
  return look(ctx, fact, [actorOf(fact), ...named.map((name) => payload[name])])
})

/** What happens to a topic touches everybody in it: an answer stops counting with its question. */
export const lookAtTopic = reactionAlsoOnImport<OfTopic>('reputation.lookAtTopic', async (ctx, fact) => {
  const { payload } = fact
  await look(ctx, fact, [
    actorOf(fact),
    'memberId' in payload ? payload.memberId : null,
    ...(await Promise.all(topicsIn(payload).map((id) => touchedIn(ctx, id)))).flat(),
  ])
})

/** A save counts for who saved, and lightly for whose words those are (REP-19). */
export const lookAtSaved = reaction<'post.saved' | 'post.unsaved'>(
  'reputation.lookAtSaved',
  async (ctx, fact) => {
    const { memberId, postId } = fact.payload
    await look(ctx, fact, [memberId, await authorOf(ctx, postId)])
  },
)

const actorOf = ({ actorKind, actorId }: StoredFact): MemberId | null =>
  actorKind === 'member' ? (actorId as MemberId) : null

function look(ctx: Ctx, { origin }: StoredFact, memberIds: readonly (MemberId | null | undefined)[]) {
  const quietly = origin === 'import' ? { origin: 'import' as const } : {}
  // house: silent change — being looked at is no news
  return change({ ...ctx, ...quietly }, (tx) => lookAt(tx, memberIds))
}
