import { and, eq, like, sql } from 'drizzle-orm'
import { posts, sameProblems, topics, votes, watches } from '#db/schema/index.ts'
import type { Tx } from '#server/core/ctx.ts'
import {
  type BoardId,
  type DeedId,
  type MemberId,
  newId,
  type PostId,
  type TopicId,
} from '#server/core/ids.ts'

type Side = {
  id: TopicId
  boardId: BoardId
  kind: string
  authorId: MemberId | null
  openingId: PostId
}
type Pair = { from: Side; into: Side; deedId: DeedId }

/**
 * Whoever followed, had the same problem or backed the idea there does so here, once: what a member already said about
 * the topic that stays is kept. Who asked there has the same problem here (crm.md E12).
 */
export async function unite(tx: Tx, pair: Pair) {
  const { from, into } = pair
  await tx.db.execute(sql`
    insert into ${watches} (member_id, subject_kind, subject_id, level, at)
    select member_id, 'topic', ${String(into.id)}, level, ${tx.now.toISOString()}::timestamptz from ${watches}
    where subject_kind = 'topic' and subject_id = ${String(from.id)} and level <> 'muted'
    on conflict do nothing`)
  if (into.kind === 'question') await uniteProblems(tx, pair)
  if (into.kind === 'idea') await uniteBackers(tx, pair)
}

async function uniteProblems(tx: Tx, { from, into }: Pair) {
  const now = sql`${tx.now.toISOString()}::timestamptz`
  await tx.db.execute(sql`
    insert into ${sameProblems} (topic_id, member_id, version, at)
    select ${into.id}::int, member_id, max(version), ${now} from (
      select member_id, version from ${sameProblems} where topic_id = ${from.id}
      union all select ${from.authorId}::uuid, ''
    ) as shared
    where member_id is not null and member_id is distinct from ${into.authorId}::uuid
    group by member_id on conflict do nothing`)
  await countProblems(tx, into)
}

const countProblems = (tx: Tx, into: Side) =>
  tx.db
    .update(posts)
    .set({
      sameProblem: sql`(select count(*)::int from ${sameProblems} where ${sameProblems.topicId} = ${into.id})`,
    })
    .where(eq(posts.id, into.openingId))

/** A vote for an idea is for the idea: its backers back the one that stays. A question's votes are for its words. */
async function uniteBackers(tx: Tx, { from, into, deedId }: Pair) {
  const backing = await tx.db
    .select({ memberId: votes.memberId, value: votes.value })
    .from(votes)
    .where(
      and(
        eq(votes.postId, from.openingId),
        sql`${votes.memberId} is not null and ${votes.memberId} is distinct from ${into.authorId}::uuid`,
        sql`not exists (select from ${votes} as own where own.post_id = ${into.openingId} and own.member_id = ${votes.memberId})`,
      ),
    )
  for (const { memberId, value } of backing) {
    if (!memberId) continue
    const source = `${deedId}:${memberId}`
    await tx.db
      .insert(votes)
      .values({ id: newId(), postId: into.openingId, memberId, value, at: tx.now, source })
    tellVote(tx, into, { voterId: memberId, value, before: 0 })
  }
  if (backing.length > 0) await countVotes(tx, into)
}

const tellVote = (tx: Tx, into: Side, vote: { voterId: MemberId; value: number; before: number }) =>
  tx.tell({
    type: 'vote.cast',
    topicId: into.id,
    boardId: into.boardId,
    postId: into.openingId,
    authorId: into.authorId,
    ...vote,
    // the merge itself is news, and its votes need not be counted by ear
    blind: true,
  })

async function countVotes(tx: Tx, into: Side) {
  await tx.db.execute(sql`
    update ${posts} set up = c.up, down = c.down, score = c.up - c.down from (
      select count(*) filter (where value > 0)::int as up, count(*) filter (where value < 0)::int as down
      from ${votes} where post_id = ${into.openingId} and voided_at is null
    ) as c where id = ${into.openingId}`)
  await tx.db
    .update(topics)
    .set({
      score: sql`(select case when counts_hidden_until is null then score else 0 end from ${posts} where ${posts.id} = ${into.openingId})`,
    })
    .where(eq(topics.id, into.id))
}

/** What the merge alone had brought goes again; what members said here themselves stays. */
export async function disunite(tx: Tx, { from, into, deedId, mergedAt }: Pair & { mergedAt: Date }) {
  await tx.db.execute(sql`
    delete from ${watches} as here where subject_kind = 'topic' and subject_id = ${String(into.id)}
      and at = ${mergedAt.toISOString()}::timestamptz
      and exists (select from ${watches} as there where there.member_id = here.member_id
        and there.subject_kind = 'topic' and there.subject_id = ${String(from.id)} and there.level = here.level)`)
  await tx.db
    .delete(sameProblems)
    .where(and(eq(sameProblems.topicId, into.id), eq(sameProblems.at, mergedAt)))
  await countProblems(tx, into)
  const copied = await tx.db
    .delete(votes)
    .where(and(eq(votes.postId, into.openingId), like(votes.source, `${deedId}:%`)))
    .returning({ memberId: votes.memberId, value: votes.value })
  for (const { memberId, value } of copied)
    if (memberId) tellVote(tx, into, { voterId: memberId, value: 0, before: value })
  if (copied.length > 0) await countVotes(tx, into)
}
