import { type BadgeFamily, badges, type Metal } from '#db/schema/standing.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { say } from '#server/core/words.ts'
import type { Cause } from './badge-causes.ts'
import { shippedBadges } from './shipped-badges.ts'

export type Badge = {
  key: string
  /** Said in the language asked for; what an admin made has one name in all. */
  name: string
  about: string
  metal: Metal
  family: BadgeFamily
  repeats: 'once' | 'each'
  cause: Cause
  shipped: boolean
  active: boolean
  position: number | null
  /** The type of the outside event that earns it. */
  eventType: string | null
}

type Kept = typeof badges.$inferSelect

/** Every badge there is, in the order of display: the admin's, then families, then the shelf's own. */
export async function badgeShelf(ctx: Pick<Ctx | Tx, 'db'>, locale = 'en'): Promise<Badge[]> {
  const kept = await ctx.db.select().from(badges)
  const changes = new Map(kept.map((row) => [row.key, row]))
  const shipped = shippedBadges.map((badge): Badge => {
    const change = changes.get(badge.key)
    return {
      ...{ key: badge.key, metal: badge.metal, family: badge.family, repeats: badge.repeats },
      name: say(locale, `badge.name.${badge.key}`),
      about: '',
      cause: badge.cause,
      shipped: true,
      active: change?.switched ? change.switched === 'on' : badge.off !== true,
      position: change?.position ?? null,
      eventType: null,
    }
  })
  return [...shipped, ...kept.flatMap((row) => madeBadge(row) ?? [])].sort(
    (a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || 0,
  )
}

function madeBadge(row: Kept): Badge | null {
  if (!row.origin || row.name === null || !row.metal || !row.family) return null
  return {
    ...{ key: row.key, name: row.name, about: row.about, metal: row.metal, family: row.family },
    repeats: 'once',
    cause: row.origin === 'rule' ? { by: 'formula', formula: row.formula ?? '' } : { by: row.origin },
    shipped: false,
    active: row.switched !== 'off',
    position: row.position,
    eventType: row.eventType,
  }
}
