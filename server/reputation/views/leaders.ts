import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { MemberId, TopicId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { rows } from '#server/core/rows.ts'
import { standsOpen } from './own-posts.ts'

export const periods = ['week', 'month', 'quarter', 'year', 'all'] as const
const days = { week: 7, month: 30, quarter: 91, year: 365, all: null } as const

const slug = z.preprocess((given) => (given === '' ? null : given), z.string().trim().max(100).nullish())
export const leaderQuery = z.object({
  period: z.enum(periods).catch('month').default('month'),
  board: slug,
  tag: slug,
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

export type Leader = {
  memberId: MemberId
  handle: string
  displayName: string
  staff: boolean
  people: number
  solutions: number
}

/** Who may stand in a list: people who are here and did not ask to be left out. */
const mayBeListed = sql`m.deactivated_at is null and m.ghost_of is null and not m.bot
  and not exists (select from standing_wishes w where w.member_id = m.id and w.no_leaderboards_at is not null)`

/**
 * Who solved most for different people, in a period, on a board, in a tag; how much somebody wrote plays no part (REP-17).
 * At a tie the one who did it in fewer days stands first.
 */
export async function leaderboard(ctx: Ctx, input: z.input<typeof leaderQuery> = {}): Promise<Leader[]> {
  const { period, board, tag, limit } = parse(leaderQuery, input)
  const length = days[period]
  const since = length === null ? null : new Date(ctx.now.getTime() - length * 86_400_000).toISOString()
  return rows<Leader>(
    ctx.db,
    sql`select m.id as "memberId", m.handle, m.display_name as "displayName", cardinality(m.roles) > 0 as staff,
        count(distinct coalesce(t.author_id::text, t.author_name, t.id::text))::int as people, count(*)::int as solutions
      from posts p join topics t on t.id = p.topic_id join members m on m.id = p.author_id
      where p.accepted_at is not null ${since ? sql`and p.accepted_at > ${since}::timestamptz` : sql``}
        and t.author_id is distinct from p.author_id and p.accepted_by is distinct from p.author_id and p.community_at is null
        and ${standsOpen} and ${mayBeListed}
        ${board ? sql`and t.board_id = (select id from boards where slug = ${board})` : sql``}
        ${tag ? sql`and t.tag_slugs @> array[${tag}]::text[]` : sql``}
      group by m.id order by people desc, max(p.accepted_at), m.id limit ${limit}`,
  )
}

export type TagExpert = Omit<Leader, 'people' | 'solutions'> & {
  score: number
  answers: number
  accepted: number
  /** Of the tags asked about, the one they are best in. */
  tag: string
}

/** The top people of some tags by what their answers there are worth. */
export const tagExperts = (ctx: Ctx, { tags, limit = 5 }: { tags: readonly string[]; limit?: number }) =>
  experts(ctx, { tags, limit, where: sql`true` })

type Asked = { topicId: TopicId; tags: readonly string[]; except: readonly MemberId[] }

const quiet = { days: 90, invitations: 3 }

/**
 * Whom to ask for an answer: the top people of its tags who were here lately, take invitations, were not asked much today,
 * have not written in it yet, and are none of those named, nor who asks. Who left the leaderboards is suggested to nobody
 * (REP-18). `tag` is where they are best.
 */
export function whomToInvite(ctx: Ctx, { topicId, tags, except, limit = 6 }: Asked & { limit?: number }) {
  const since = (days: number) => new Date(ctx.now.getTime() - days * 86_400_000).toISOString()
  return experts(ctx, {
    tags,
    limit,
    where: sql`s.accepted > 0 and m.last_seen_at > ${since(quiet.days)}::timestamptz
      and (m.suspended_until is null or m.suspended_until <= ${ctx.now.toISOString()}::timestamptz)
      and m.id <> all(${sql.param([...except, ...[memberIdOf(ctx.actor)].flatMap((id) => id ?? [])])}::uuid[])
      and not exists (select from posts w where w.topic_id = ${topicId} and w.author_id = m.id and w.visibility = 'public'
        and w.withdrawn_at is null)
      and not exists (select from invitation_refusals r where r.member_id = m.id)
      and (select count(*) from answer_invitations i where i.member_id = m.id and i.at > ${since(1)}::timestamptz) < ${quiet.invitations}`,
  })
}

async function experts(
  ctx: Ctx,
  { tags, limit, where }: { tags: readonly string[]; limit: number; where: SQL },
): Promise<TagExpert[]> {
  if (tags.length === 0) return []
  return rows<TagExpert>(
    ctx.db,
    sql`select m.id as "memberId", m.handle, m.display_name as "displayName", cardinality(m.roles) > 0 as staff,
        sum(s.score)::int as score, sum(s.answers)::int as answers, sum(s.accepted)::int as accepted,
        (array_agg(g.slug order by s.accepted desc, s.score desc, g.slug))[1] as tag
      from tag_scores s join tags g on g.id = s.tag_id join members m on m.id = s.member_id
      where g.slug = any(${sql.param([...tags])}::text[]) and s.score > 0 and ${mayBeListed} and ${where}
      group by m.id order by score desc, m.id limit ${limit}`,
  )
}

/** The tags a member is best in. */
export const knownFor = (ctx: Ctx, { memberId, limit = 5 }: { memberId: MemberId; limit?: number }) =>
  rows<{ tag: string; score: number; answers: number; accepted: number }>(
    ctx.db,
    sql`select g.slug as tag, s.score, s.answers, s.accepted from tag_scores s join tags g on g.id = s.tag_id
      where s.member_id = ${memberId}::uuid and s.score > 0 order by s.score desc, g.slug limit ${limit}`,
  )
