import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { appeals, flags, members, sanctions, statements } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { rows } from '#server/core/rows.ts'
import { pageInput } from '../sanction-input.ts'
import { canOpenFiles } from '../sanction-policy.ts'
import { beyond, pageOf } from './paging.ts'
import { ofPlaces } from './scope.ts'

/** How far back trouble is looked for, in days, and how many occasions make it repeated. */
const lookBack = 90
const repeated = 2

type Row = {
  id: MemberId
  handle: string
  name: string
  flags: number
  removals: number
  warnings: number
  at: string
}

/**
 * Members with repeated trouble, latest first (MOD-03): upheld reports, removals and warnings of 90 days, of at least two
 * occasions. What befell one post is one occasion, however often it was reported. For who may open files, of their places.
 */
export async function troubleList(ctx: Ctx, input: z.input<typeof pageInput> = {}) {
  if (!canOpenFiles(ctx.actor)) throw new NotFound('member files')
  const { cursor, limit } = parse(pageInput, input)
  const since = sql`${new Date(ctx.now.getTime() - lookBack * 86_400_000).toISOString()}::timestamptz`
  const seen = (of: Parameters<typeof ofPlaces>[2]) => ofPlaces(ctx.actor, 'file', of) ?? sql`true`
  const place = beyond(cursor, { at: sql`max(t.at)`, id: sql`t.member_id` })
  const found = await rows<Row>(
    ctx.db,
    sql`select m.id, m.handle, m.display_name as name,
        t.flags, t.removals, t.warnings, t.at
      from (
        select t.member_id, max(t.at) as at,
          count(*) filter (where t.kind = 'flag')::int as flags,
          count(*) filter (where t.kind = 'removal')::int as removals,
          count(*) filter (where t.kind = 'warning')::int as warnings
        from (
          select f.member_id, coalesce(f.post_id, f.id) as occasion, 'flag' as kind, f.judged_at as at
            from ${flags} f where f.upheld and f.judged_at > ${since} and f.withdrawn_at is null and ${seen({ boardId: null, topicId: sql`f.topic_id` })}
          union all
          select s.member_id, coalesce(s.post_id, s.id), 'removal', s.at
            from ${statements} s left join ${appeals} a on a.statement_id = s.id
            where s.kind = 'removal' and s.at > ${since} and a.outcome is distinct from 'overturned'
              and ${seen({ boardId: sql`s.board_id`, topicId: sql`s.topic_id` })}
          union all
          select w.member_id, coalesce(w.post_id, w.id), 'warning', w.at
            from ${sanctions} w
            where w.kind = 'warning' and w.at > ${since} and w.lifted_as is distinct from 'overturned'
              and ${seen({ boardId: sql`w.board_id`, topicId: sql`w.topic_id` })}
        ) t
        where t.member_id is not null
        group by t.member_id
        having count(distinct t.occasion) >= ${repeated} ${place ? sql`and ${place}` : sql``}
      ) t join ${members} m on m.id = t.member_id
      order by t.at desc, m.id desc limit ${limit + 1}`,
  )
  const { items, next } = pageOf(
    found.map((row) => ({ ...row, at: new Date(row.at) })),
    limit,
    (row) => row,
  )
  return { items: items.map(({ id: _, ...row }) => row), next, days: lookBack }
}
