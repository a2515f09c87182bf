import { and, inArray, isNotNull, like, sql } from 'drizzle-orm'
import { postBounties, posts, votes } from '#db/schema/forum.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { type MemberId, newId, type PostId } from '#server/core/ids.ts'

/** Dumps do not say who voted; where a source knows the member, the row names the voter. */
export type ImportedVote = {
  externalId: string
  postId: PostId
  value: 1 | -1
  at: Date
  memberId?: MemberId
}

/** Votes of an import, mostly without a voter, each once by its id there (decision 31). Counts of the posts follow. */
export async function importVotes(
  ctx: Ctx,
  { source, votes: brought }: { source: string; votes: ImportedVote[] },
) {
  if (brought.length === 0) return { written: 0 }
  // house: silent change — finishTopics tells one fact for all that a topic was given
  return change(ctx, async (tx) => {
    const rows = brought.map((vote) => ({
      id: newId(),
      postId: vote.postId,
      memberId: vote.memberId ?? null,
      value: vote.value,
      at: vote.at,
      source: `${source}:${vote.externalId}`,
    }))
    const written = await tx.db
      .insert(votes)
      .values(rows)
      .onConflictDoNothing()
      .returning({ postId: votes.postId, value: votes.value })
    await count(tx, written)
    return { written: written.length }
  })
}

export type ImportedScore = { externalId: string; postId: PostId; score: number }

/**
 * Where the imported votes of a post do not add up to the score it had there, one row without a voter makes up the
 * difference (decision 31). Votes cast here do not enter the sum. Answers how many rows it took.
 */
export async function importScores(
  ctx: Ctx,
  { source, scores }: { source: string; scores: ImportedScore[] },
) {
  if (scores.length === 0) return { written: 0 }
  // house: silent change — finishTopics tells one fact for all that a topic was given
  return change(ctx, async (tx) => {
    const ids = scores.map((score) => score.postId)
    const sums = await tx.db
      .select({ postId: votes.postId, sum: sql<number>`sum(${votes.value})`.mapWith(Number) })
      .from(votes)
      .where(and(inArray(votes.postId, ids), isNotNull(votes.source), like(votes.source, `${source}:%`)))
      .groupBy(votes.postId)
    const sumOf = new Map(sums.map((row) => [row.postId, row.sum]))
    const dates = await tx.db
      .select({ id: posts.id, at: posts.createdAt })
      .from(posts)
      .where(inArray(posts.id, ids))
    const dateOf = new Map(dates.map((row) => [row.id, row.at]))
    const rows = scores
      .map((score) => ({ ...score, value: score.score - (sumOf.get(score.postId) ?? 0) }))
      .filter(({ value }) => value !== 0)
      .map(({ externalId, postId, value, score }) => ({
        id: newId(),
        postId,
        value,
        at: dateOf.get(postId) ?? tx.now,
        source: `${source}:imported difference:${externalId}:${score}`,
      }))
    if (rows.length === 0) return { written: 0 }
    const written = await tx.db
      .insert(votes)
      .values(rows)
      .onConflictDoNothing()
      .returning({ postId: votes.postId, value: votes.value })
    await count(tx, written)
    return { written: written.length }
  })
}

async function count({ db }: Tx, written: { postId: PostId; value: number }[]) {
  if (written.length === 0) return
  await db.execute(sql`update ${posts} p set up = p.up + n.up, down = p.down + n.down, score = p.score + n.up - n.down
    from (select "postId" as id, sum(greatest(value, 0))::int as up, sum(greatest(-value, 0))::int as down
          from jsonb_to_recordset(${JSON.stringify(written)}::text::jsonb) as v("postId" uuid, value int)
          group by 1) n where p.id = n.id`)
}

export type ImportedBounty = {
  externalId: string
  postId: PostId
  kind: 'offered' | 'awarded'
  amount: number
  memberId: MemberId | null
  at: Date
}

/** Bounties of an import, kept for the ledger of reputation. */
export async function importBounties(
  ctx: Ctx,
  { source, bounties }: { source: string; bounties: ImportedBounty[] },
) {
  if (bounties.length === 0) return { written: 0 }
  // house: silent change — finishTopics tells one fact for all that a topic was given
  return change(ctx, async (tx) => {
    const written = await tx.db
      .insert(postBounties)
      .values(
        bounties.map(({ externalId, ...bounty }) => ({
          ...bounty,
          id: newId(),
          source: `${source}:${externalId}`,
        })),
      )
      .onConflictDoNothing()
      .returning({ id: postBounties.id })
    return { written: written.length }
  })
}
