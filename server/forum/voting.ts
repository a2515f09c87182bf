import { and, eq, gt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { posts, topics, votes } from '#db/schema/index.ts'
import { able } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Forbidden, TooMany } from '#server/core/errors.ts'
import { type MemberId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { postWithTopic } from './views/finding.ts'
import { countsShowAfter, showCounts } from './herding.ts'
import { vote } from './input.ts'
import { dailyVotes, mustBeUnrestricted } from './limits.ts'
import { canVote, wrote } from './policy.ts'
import { mustTakeWords } from './reading-only.ts'
import { asAuthor } from './topics.ts'

const day = 86_400_000

/** One up or down vote per member, changeable; 0 takes it back. Answers the post's new score (ASK-07), or null
 * while its counts are hidden (REP-21). */
export async function castVote(ctx: Ctx, input: z.input<typeof vote>) {
  const wanted = parse(vote, input)
  return change(ctx, async (tx) => {
    const voter = asAuthor(tx)
    const { post, topic } = await postWithTopic(tx, wanted)
    mustTakeWords(topic)
    if (wrote(voter, post)) throw new Forbidden('forum.vote.own')
    if (!canVote(voter, post)) throw new Forbidden('forum.vote.refused')
    const [mine] = await tx.db
      .select()
      .from(votes)
      .where(and(eq(votes.postId, post.id), eq(votes.memberId, voter.memberId)))
    if (mine?.voidedAt) throw new Forbidden('forum.vote.voided')
    const before = mine?.value ?? 0
    const blind = post.countsHiddenUntil !== null
    if (before === wanted.value) return { score: blind ? null : post.score }
    if (wanted.value !== 0) mustBeUnrestricted(tx, 'votes')
    if (wanted.value === 1 && !able(voter, 'voteUp')) throw new Forbidden('forum.vote.up')
    if (wanted.value === -1 && !able(voter, 'voteDown')) throw new Forbidden('forum.vote.down')
    if (wanted.value !== 0) await withinLimit(tx, { voterId: voter.memberId, value: wanted.value })

    if (mine && wanted.value === 0) await tx.db.delete(votes).where(eq(votes.id, mine.id))
    else if (mine)
      await tx.db.update(votes).set({ value: wanted.value, at: tx.now }).where(eq(votes.id, mine.id))
    else
      await tx.db.insert(votes).values({
        id: newId(),
        postId: post.id,
        memberId: voter.memberId,
        value: wanted.value,
        at: tx.now,
        blind,
      })
    const { score, times } = await count(tx, { post, topic, before, after: wanted.value })
    const known = !blind || times >= (await countsShowAfter(tx, topic)).votes
    if (blind && known) await showCounts(tx, { ...post, boardId: topic.boardId })
    tx.tell({
      type: 'vote.cast',
      topicId: topic.id,
      boardId: topic.boardId,
      postId: post.id,
      authorId: post.authorId,
      voterId: voter.memberId,
      value: wanted.value,
      before,
      blind: !known,
    })
    return { score: known ? score : null }
  })
}

/** A vote beyond the limit of 24 hours is refused with the time it frees again. */
async function withinLimit(tx: Tx, { voterId, value }: { voterId: MemberId; value: 1 | -1 }) {
  const limits = await dailyVotes(tx)
  const limit = value === 1 ? limits.up : limits.down
  const [cast] = await tx.db
    .select({
      times: sql<number>`count(*)::int`,
      first: sql<number | null>`extract(epoch from min(${votes.at})) * 1000`,
    })
    .from(votes)
    .where(
      and(
        eq(votes.memberId, voterId),
        eq(votes.value, value),
        gt(votes.at, new Date(tx.now.getTime() - day)),
      ),
    )
  if (!cast || cast.times < limit) return
  const frees = new Date(Number(cast.first) + day)
  const seconds = Math.max(1, Math.ceil((frees.getTime() - tx.now.getTime()) / 1000))
  throw new TooMany(value === 1 ? 'forum.vote.upLimit' : 'forum.vote.downLimit', seconds, {
    limit,
    frees: frees.toISOString(),
  })
}

type Counted = {
  post: Awaited<ReturnType<typeof postWithTopic>>['post']
  topic: { id: Counted['post']['topicId']; openingId: string }
  before: number
  after: number
}

/** The topic is locked, so what was read is what stands. */
async function count(tx: Tx, { post, topic, before, after }: Counted) {
  const up = Number(after === 1) - Number(before === 1)
  const down = Number(after === -1) - Number(before === -1)
  const [row] = await tx.db
    .update(posts)
    .set({
      up: sql`${posts.up} + ${up}`,
      down: sql`${posts.down} + ${down}`,
      score: sql`${posts.score} + ${after - before}`,
    })
    .where(eq(posts.id, post.id))
    .returning({ score: posts.score, times: sql<number>`${posts.up} + ${posts.down}` })
  const score = row?.score ?? post.score
  if (post.id === topic.openingId && post.countsHiddenUntil === null)
    await tx.db.update(topics).set({ score }).where(eq(topics.id, topic.id))
  return { score, times: row?.times ?? 0 }
}
