import { sql } from 'drizzle-orm'
import { type DeedDetails, type TopicDeedKind, topics } from '#db/schema/index.ts'
import type { DeedId, TopicId } from '#server/core/ids.ts'

type Row = {
  id: DeedId
  kind: TopicDeedKind
  at: string
  by: string | null
  details: DeedDetails
  otherId: TopicId | null
  otherTitle: string | null
  otherSlug: string | null
  otherKind: string | null
  /** The other topic's posts stand in this one at present. */
  within: boolean
  fromBoard: string | null
  numbers: number[]
}

/**
 * What moderators did to a topic, in order, as one column of its row, so that the page needs no query more. `numbers` are
 * the places in this topic that a split or an unmerge left; another topic is named only where anybody may see it.
 */
export const deedsOf = sql<Row[]>`(
  select coalesce(json_agg(to_json(deed) order by deed.at, deed.id), '[]') from (
    select d.id, d.kind, d.at, d.details, m.display_name as "by", d.other_id as "otherId",
      o.title as "otherTitle", o.slug as "otherSlug", o.kind as "otherKind",
      coalesce(o.merged_into = d.topic_id, false) as "within",
      (select slug from boards b where b.id = (d.details ->> 'fromBoardId')::uuid) as "fromBoard",
      (select coalesce(array_agg(number order by number), '{}') from post_places p
        where p.deed_id = d.id and p.topic_id = d.topic_id) as numbers
    from topic_deeds d
      left join members m on m.id = d.by_id
      left join topics o on o.id = d.other_id and o.hidden_at is null and o.held_at is null
        and (o.withdrawn_at is null or o.merged_into is not null)
    where d.topic_id = ${topics.id}
  ) as deed)`

export type DeedShown = ReturnType<typeof toDeed>

/** A deed as the line shows it; `accepted` and other means of the way back stay inside. */
export function toDeed({ at, details, otherId, otherTitle, otherSlug, otherKind, ...row }: Row) {
  const { from, to, reason, posts, number } = details
  return {
    ...row,
    at: new Date(at),
    from: from ?? null,
    to: to ?? null,
    reason: reason ?? null,
    posts: posts ?? 0,
    number: number ?? null,
    other:
      otherId !== null && otherTitle !== null
        ? { id: otherId, title: otherTitle, slug: otherSlug ?? '', kind: otherKind ?? 'question' }
        : null,
  }
}
