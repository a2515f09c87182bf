import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { postPlaces, posts } from '#db/schema/index.ts'
import type { Tx } from '#server/core/ctx.ts'
import type { BoardId, DeedId, MemberId, PostId, TopicId } from '#server/core/ids.ts'
import { nextNumber } from '../writing.ts'

type Carrying = {
  from: TopicId
  into: { id: TopicId; boardId: BoardId; acceptedLimit: number }
  postIds: readonly PostId[]
  deedId: DeedId
  /** `joining`: guests of a merge, who keep their acceptance and the moment they came; `own`: a topic of their own. */
  as: 'joining' | 'own'
}

/**
 * Takes posts from one locked topic to another. Each leaves a row that says where it stood. One that stood in the other
 * topic before comes home: to its old number, kind and parent; the others get the next free numbers in their order.
 */
export async function carryPosts(tx: Tx, carrying: Carrying) {
  const { from, into, postIds, deedId } = carrying
  if (postIds.length === 0) return
  const before = await acceptedAmong(tx, postIds)
  const ids = sql`${sql.param([...postIds])}::uuid[]`
  await tx.db.execute(sql`
    insert into ${postPlaces} (topic_id, number, post_id, deed_id, "then")
    select topic_id, number, id, ${deedId}, jsonb_build_object('kind', kind, 'parentId', parent_id, 'joinedAt', joined_at,
      'joinedFrom', joined_from, 'acceptedAt', accepted_at, 'acceptedBy', accepted_by, 'validFor', valid_for)
    from ${posts} where id = any(${ids})`)
  const next = await nextNumber(tx, into.id)
  const guest = carrying.as === 'joining'
  await tx.db.execute(sql`
    with coming as (
      select p.id, home.number as home, home."then",
        ${next} - 1 + row_number() over (partition by home.number is null order by p.number) as place
      from ${posts} as p left join ${postPlaces} as home on home.post_id = p.id and home.topic_id = ${into.id}
      where p.id = any(${ids})
    )
    update ${posts} as p set
      topic_id = ${into.id},
      number = coalesce(home, place),
      kind = coalesce("then" ->> 'kind', p.kind),
      parent_id = case when home is null then p.parent_id else ("then" ->> 'parentId')::uuid end,
      joined_at = case when home is null then ${guest ? tx.now.toISOString() : null}::timestamptz else ("then" ->> 'joinedAt')::timestamptz end,
      joined_from = case when home is null then ${guest ? sql`coalesce(p.joined_from, ${from})` : null}::int else ("then" ->> 'joinedFrom')::int end,
      accepted_at = case when home is null then ${guest ? sql`p.accepted_at` : null}::timestamptz else ("then" ->> 'acceptedAt')::timestamptz end,
      accepted_by = case when home is null then ${guest ? sql`p.accepted_by` : null}::uuid else ("then" ->> 'acceptedBy')::uuid end,
      valid_for = case when home is null then ${guest ? sql`p.valid_for` : ''} else coalesce("then" ->> 'validFor', '') end
    from coming where coming.id = p.id`)
  await tx.db
    .delete(postPlaces)
    .where(and(eq(postPlaces.topicId, into.id), inArray(postPlaces.postId, [...postIds])))
  await keepToLimit(tx, carrying)
  await tellAcceptances(tx, carrying, before)
}

type Accepted = Map<PostId, { authorId: MemberId | null; acceptedBy: MemberId | null }>

async function acceptedAmong(tx: Tx, postIds: readonly PostId[]): Promise<Accepted> {
  const found = await tx.db
    .select({ id: posts.id, authorId: posts.authorId, acceptedBy: posts.acceptedBy })
    .from(posts)
    .where(and(inArray(posts.id, [...postIds]), isNotNull(posts.acceptedAt)))
  return new Map(found.map(({ id, ...row }) => [id, row]))
}

/** A topic's own accepted answers stay; those that came keep their mark while there is room, the earliest first (ASK-05). */
async function keepToLimit(tx: Tx, { into, postIds }: Carrying) {
  await tx.db.execute(sql`
    update ${posts} set accepted_at = null, accepted_by = null, valid_for = ''
    where id in (
      select id from ${posts} where topic_id = ${into.id} and accepted_at is not null
      order by (id = any(${sql.param([...postIds])}::uuid[])), accepted_at, number offset ${into.acceptedLimit}
    )`)
}

async function tellAcceptances(tx: Tx, { into, postIds }: Carrying, before: Accepted) {
  const after = await acceptedAmong(tx, postIds)
  const at = { topicId: into.id, boardId: into.boardId }
  for (const [postId, { authorId }] of before)
    if (!after.has(postId)) tx.tell({ type: 'acceptance.withdrawn', ...at, postId, authorId })
  for (const [postId, who] of after)
    if (!before.has(postId)) tx.tell({ type: 'answer.accepted', ...at, postId, ...who })
}
