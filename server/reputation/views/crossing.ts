import { sql } from 'drizzle-orm'
import type { Ability } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { rows } from '#server/core/rows.ts'

type Moved = { key: Ability; from: number; to: number }

/** How many members stand between two thresholds; ghosts, closed accounts and whoever needs no threshold are left out. */
export const membersCrossing = ({ db }: Pick<Ctx, 'db'>, moves: readonly Moved[]) =>
  rows<Moved & { gain: number; lose: number }>(
    db,
    sql`select g.key, g."from", g."to",
        count(m.id) filter (where m.reputation >= g."to" and m.reputation < g."from")::int as gain,
        count(m.id) filter (where m.reputation >= g."from" and m.reputation < g."to")::int as lose
      from json_to_recordset(${JSON.stringify(moves.map((move, place) => ({ ...move, place })))}::json)
          as g(key text, "from" int, "to" int, place int)
        left join members m on g."from" <> g."to" and m.ghost_of is null and m.deactivated_at is null and not m.bot
          and not m.roles && array['moderator', 'admin']
          and m.reputation >= least(g."from", g."to") and m.reputation < greatest(g."from", g."to")
      group by g.key, g."from", g."to", g.place order by g.place`,
  )
