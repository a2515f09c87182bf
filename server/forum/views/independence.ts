import { sql } from 'drizzle-orm'
import { isStaff } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { permit } from '#server/core/permit.ts'
import { certain, rows } from '#server/core/rows.ts'

const days = 90

type Independence = { days: number; votes: number; first: number; blind: number; members: number }

/**
 * How much members voted by themselves on ideas and answers, in the last 90 days: votes in all, those that were the first
 * on their post, those cast before its counts showed, and by how many members. For staff (REP-21).
 */
export async function voteIndependence(ctx: Ctx): Promise<Independence> {
  permit(isStaff(ctx.actor))
  const since = new Date(ctx.now.getTime() - days * 86_400_000).toISOString()
  const [found] = await rows<Omit<Independence, 'days'>>(
    ctx.db,
    sql`select count(*)::int as votes, count(*) filter (where v.blind)::int as blind,
        count(distinct v.member_id)::int as members,
        count(*) filter (where not exists (select from votes e where e.post_id = v.post_id and e.member_id is not null
          and (e.at, e.id) < (v.at, v.id)))::int as first
      from votes v join posts p on p.id = v.post_id
      where v.at >= ${since}::timestamptz and v.member_id is not null and v.voided_at is null
        and p.kind in ('answer', 'idea')`,
  )
  return { days, ...certain(found, 'a row of counts') }
}
