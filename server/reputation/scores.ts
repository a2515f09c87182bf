import { sql } from 'drizzle-orm'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { PostId } from '#server/core/ids.ts'
import { ballots } from './views/ballots.ts'

/**
 * The ledger of content (REP-01): what each vote gives these posts, corrected by further turns and never changed.
 * The forum counts a vote as it is cast, so the score a post shows is never behind.
 */
export async function reckonScores(ctx: Ctx, postIds: readonly PostId[]): Promise<void> {
  if (postIds.length === 0) return
  const of = sql.param([...postIds])
  // house: silent change — the vote behind it was told, and its score already shown
  await change(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('score ' || id, 0))
      from unnest(${of}::text[]) with ordinality as given(id, place) order by id`)
    await tx.db.execute(sql`
      with wanted as (${ballots(postIds)}),
      held as (select post_id, vote_id, sum(amount)::int as amount, max(turn) as turn
        from score_entries where post_id = any(${of}::uuid[]) group by 1, 2)
      insert into score_entries (post_id, vote_id, turn, amount, cause, at)
      select coalesce(w.post_id, h.post_id), coalesce(w.vote_id, h.vote_id), coalesce(h.turn + 1, 0),
        coalesce(w.value, 0) - coalesce(h.amount, 0),
        case when h.turn is not null then coalesce(w.cause, 'unvoted') end,
        case when h.turn is null then w.at else ${tx.now.toISOString()}::timestamptz end
      from wanted w full join held h using (post_id, vote_id)
      where coalesce(w.value, 0) <> coalesce(h.amount, 0)`)
  })
}
