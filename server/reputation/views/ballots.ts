import { type SQL, sql } from 'drizzle-orm'
import type { PostId } from '#server/core/ids.ts'

/** What each vote on these posts is worth to them now: nothing once it is set aside, for its cause. */
export const ballots = (postIds: readonly PostId[]): SQL => sql`
  select v.post_id, v.id as vote_id, case when v.voided_at is null then v.value else 0 end as value, v.at,
    coalesce(v.voided_cause, 'again') as cause
  from votes v where v.post_id = any(${sql.param([...postIds])}::uuid[])`
