import { type SQL, sql } from 'drizzle-orm'

/** Why something in the ledger (`h`) is earned no more, read from what became of its source. */
export const undone = (): SQL => sql`coalesce(
  (select v.voided_cause from votes v where h.source_kind = 'vote' and v.id = h.source_id),
  (select 'swapped' from posts p where h.source_kind = 'acceptance' and p.id = h.post_id and p.acceptance_voided_at is not null),
  (select case when h.source_kind = 'decision' then null when p.withdrawn_at is not null or t.withdrawn_at is not null then 'withdrawn'
      when p.hidden_at is not null or t.hidden_at is not null or p.held_at is not null then 'hidden'
      when p.community_at is not null then 'community' end
    from posts p join topics t on t.id = p.topic_id where p.id = h.post_id),
  case h.source_kind when 'vote' then 'unvoted' when 'acceptance' then 'unaccepted' when 'decision' then 'overturned' else 'undone' end)`
