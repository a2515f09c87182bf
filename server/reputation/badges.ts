import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { rows } from '#server/core/rows.ts'
import { pointsOf, settingsOf } from '#server/settings/index.ts'
import { type Badge, badgeShelf } from './shelf.ts'
import { derivedKinds, hadBy } from './views/had.ts'
import { inScope, type Scope } from './views/own-posts.ts'

type Turned = { badge: string; memberId: MemberId; earned: boolean }

/**
 * Brings the badges of these members in line with their causes: what is due is awarded, what lost its cause is withdrawn,
 * and nothing is done twice (REP-13). What was given by hand is left alone. `keys` limits it to some badges.
 */
export async function awardBadges(tx: Tx, scope: Scope, keys?: readonly string[]) {
  const shelf = (await badgeShelf(tx)).filter(({ key, active }) => active && (!keys || keys.includes(key)))
  const { dailyCap } = pointsOf(await settingsOf(tx))
  const asked = { scope, now: tx.now, dailyCap }
  const turned: Turned[] = []
  for (const kind of derivedKinds) {
    const these = shelf.filter(({ cause }) => cause.by === kind)
    if (these.length === 0) continue
    const found = await rows<Turned>(
      tx.db,
      sql`with ${hadBy(kind, these, asked)}, ${turning(tx, these, scope)}`,
    )
    turned.push(...found)
  }
  tellTurned(tx, shelf, turned)
}

/** Rows that are missing are written, rows too many are taken out; both are answered. */
const turning = (tx: Tx, these: readonly Badge[], scope: Scope): SQL => sql`
  gone as (
    delete from badge_awards a where a.badge = any(${sql.param(these.map(({ key }) => key))}::text[]) and a.given_by is null
      and ${inScope(scope, sql`a.member_id`)}
      and not exists (select from had h where h.badge = a.badge and h.member_id = a.member_id and h.subject = a.subject)
    returning a.badge, a.member_id),
  fresh as (
    insert into badge_awards (badge, member_id, subject, post_id, at, awarded_at)
    select badge, member_id, subject, post_id, at, ${tx.now.toISOString()}::timestamptz from had
    order by member_id, badge, subject
    on conflict (member_id, badge, subject) do nothing returning badge, member_id)
  select badge, member_id as "memberId", true as earned from fresh
  union all select badge, member_id, false from gone order by 2, 1`

/** One fact for all that a member earned at once, so that one notice says it; another for what was withdrawn. */
function tellTurned(tx: Tx, shelf: readonly Badge[], turned: readonly Turned[]) {
  const names = new Map(shelf.map(({ key, name }) => [key, name]))
  const place = (badge: string) => shelf.findIndex(({ key }) => key === badge)
  for (const earned of [true, false]) {
    const mine = Map.groupBy(
      turned.filter((one) => one.earned === earned),
      ({ memberId }) => memberId,
    )
    for (const [memberId, those] of mine) {
      const badges = those.map(({ badge }) => badge).sort((a, b) => place(a) - place(b))
      if (!earned) tx.tell({ type: 'badges.withdrawn', memberId, badges })
      else
        tx.tell({
          type: 'badges.earned',
          memberId,
          badges,
          names: [...new Set(badges.map((badge) => names.get(badge) ?? badge))],
        })
    }
  }
}
