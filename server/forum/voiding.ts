import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { posts, topics, type VoidCause, votes } from '#db/schema/forum.ts'
import type { Tx } from '#server/core/ctx.ts'
import type { PostId } from '#server/core/ids.ts'

/**
 * Sets votes aside: they stay on record and count for nothing, neither for the post nor for its author (REP-23). Tells
 * `vote.voided` once for each post. Whoever calls has decided that it may be done; a vote set aside already is left.
 */
export async function setVotesAside(
  tx: Tx,
  { voteIds, cause }: { voteIds: readonly string[]; cause: VoidCause },
): Promise<PostId[]> {
  return turn(tx, voteIds, { voidedAt: tx.now, voidedCause: cause })
}

/** The opposite: they count again, as they were cast. Tells `vote.restored` once for each post. */
export const countVotesAgain = (tx: Tx, { voteIds }: { voteIds: readonly string[] }): Promise<PostId[]> =>
  turn(tx, voteIds, { voidedAt: null, voidedCause: null })

/** An acceptance that was given in return for another earns nobody points; the answer stays accepted. */
export async function setAcceptancesAside(tx: Tx, { postIds }: { postIds: readonly PostId[] }) {
  await turnAcceptances(tx, postIds, tx.now)
}

export async function countAcceptancesAgain(tx: Tx, { postIds }: { postIds: readonly PostId[] }) {
  await turnAcceptances(tx, postIds, null)
}

type Standing = { voidedAt: Date | null; voidedCause: VoidCause | null }

async function turn(tx: Tx, voteIds: readonly string[], standing: Standing): Promise<PostId[]> {
  if (voteIds.length === 0) return []
  const of = inArray(votes.id, [...voteIds])
  await lockTopicsOf(tx, await postsOfVotes(tx, voteIds))
  const turned = await tx.db
    .update(votes)
    .set(standing)
    .where(and(of, standing.voidedAt ? isNull(votes.voidedAt) : isNotNull(votes.voidedAt)))
    .returning({ postId: votes.postId })
  const postIds = [...new Set(turned.map(({ postId }) => postId))].sort()
  if (postIds.length > 0) {
    await countVotes(tx, postIds)
    await tell(tx, postIds, standing.voidedAt ? 'vote.voided' : 'vote.restored')
  }
  return postIds
}

async function turnAcceptances(tx: Tx, postIds: readonly PostId[], voidedAt: Date | null) {
  if (postIds.length === 0) return
  await lockTopicsOf(tx, postIds)
  const turned = await tx.db
    .update(posts)
    .set({ acceptanceVoidedAt: voidedAt })
    .where(
      and(
        inArray(posts.id, [...postIds]),
        voidedAt ? isNull(posts.acceptanceVoidedAt) : isNotNull(posts.acceptanceVoidedAt),
      ),
    )
    .returning({ id: posts.id })
  if (turned.length > 0)
    await tell(tx, turned.map(({ id }) => id).sort(), voidedAt ? 'vote.voided' : 'vote.restored')
}

const postsOfVotes = async (tx: Tx, voteIds: readonly string[]) =>
  (
    await tx.db
      .selectDistinct({ postId: votes.postId })
      .from(votes)
      .where(inArray(votes.id, [...voteIds]))
  ).map(({ postId }) => postId)

/** In the order of their numbers, so that two who set aside never wait for each other. */
const lockTopicsOf = (tx: Tx, postIds: readonly PostId[]) =>
  tx.db
    .select({ id: topics.id })
    .from(topics)
    .where(
      inArray(
        topics.id,
        tx.db
          .select({ id: posts.topicId })
          .from(posts)
          .where(inArray(posts.id, [...postIds])),
      ),
    )
    .orderBy(asc(topics.id))
    .for('update')

/** What posts show of their votes, from the votes that count. */
export async function countVotes(tx: Tx, postIds: readonly PostId[]) {
  const of = inArray(posts.id, [...postIds])
  await tx.db.execute(sql`update ${posts} as p set up = n.up, down = n.down, score = n.up - n.down
    from (select ${posts.id} as id, coalesce(sum(greatest(v.value, 0)), 0)::int as up,
        coalesce(sum(greatest(-v.value, 0)), 0)::int as down
      from ${posts} left join votes v on v.post_id = ${posts.id} and v.voided_at is null
      where ${of} group by 1) n
    where p.id = n.id and (p.up, p.down, p.score) is distinct from (n.up, n.down, n.up - n.down)`)
  await tx.db.execute(sql`update ${topics} as t set score = ${posts.score} from ${posts}
    where ${of} and ${posts.id} = t.opening_id and t.counts_hidden_until is null and t.score <> ${posts.score}`)
}

async function tell(tx: Tx, postIds: readonly PostId[], type: 'vote.voided' | 'vote.restored') {
  const found = await tx.db
    .select({ postId: posts.id, authorId: posts.authorId, topicId: topics.id, boardId: topics.boardId })
    .from(posts)
    .innerJoin(topics, eq(topics.id, posts.topicId))
    .where(inArray(posts.id, [...postIds]))
    .orderBy(asc(posts.id))
  for (const post of found) tx.tell({ type, ...post })
}
