import { and, count, countDistinct, desc, eq, isNull, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { members } from '#db/schema/identity.ts'
import { badgeAwards, memberMeasures } from '#db/schema/standing.ts'
import { type Actor, isAdmin, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid, NotFound } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { say } from '#server/core/words.ts'
import type { Cause } from '../badge-causes.ts'
import { badgePageQuery } from '../badge-input.ts'
import { derivedOf } from '../formulas/formula.ts'
import { parseFormula } from '../formulas/parsing.ts'
import { sayCondition } from '../formulas/wording.ts'
import { type Term, termsOf } from '../progress.ts'
import { type Badge, badgeShelf } from '../shelf.ts'
import { shippedLadders } from '../shipped-ladders.ts'

const derived = derivedOf(shippedLadders.contributors.score)
const localeOf = (actor: Actor) => (actor.kind === 'member' ? actor.locale : 'en')

/** The rule as people read it; of a formula its conditions, of everything else the sentence of its kind. */
export function sayRule(locale: string, cause: Cause): string {
  if (cause.by === 'formula') return sayCondition(locale, parseFormula(cause.formula))
  const { by, ...numbers } = cause
  const values = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [
      name,
      typeof value === 'boolean' ? String(value) : value,
    ]),
  )
  return say(locale, `badge.rule.${by}`, values)
}

const shown = (badge: Badge, locale: string) => ({
  ...{ key: badge.key, name: badge.name, about: badge.about, metal: badge.metal, family: badge.family },
  repeats: badge.repeats,
  given: badge.cause.by === 'hand',
  fromOutside: badge.cause.by === 'event',
  rule: sayRule(locale, badge.cause),
})

export type ShownBadge = ReturnType<typeof shown>

/** Others do not see what a member hides; the member does. */
const seenBy = (actor: Actor) => {
  const own = memberIdOf(actor)
  return own ? or(isNull(badgeAwards.hiddenAt), eq(badgeAwards.memberId, own)) : isNull(badgeAwards.hiddenAt)
}

/** Every badge on the shelf with how many hold it, and how often one has it oneself. */
export async function badgeList(ctx: Ctx) {
  const locale = localeOf(ctx.actor)
  const own = memberIdOf(ctx.actor)
  const [shelf, holders, mine] = await Promise.all([
    badgeShelf(ctx, locale),
    ctx.db
      .select({ badge: badgeAwards.badge, holders: countDistinct(badgeAwards.memberId) })
      .from(badgeAwards)
      .groupBy(badgeAwards.badge),
    own
      ? ctx.db
          .select({ badge: badgeAwards.badge, times: count() })
          .from(badgeAwards)
          .where(eq(badgeAwards.memberId, own))
          .groupBy(badgeAwards.badge)
      : [],
  ])
  const heldBy = new Map(holders.map((row) => [row.badge, row.holders]))
  const times = new Map(mine.map((row) => [row.badge, row.times]))
  return shelf
    .filter(({ active }) => active)
    .map((badge) => ({
      ...shown(badge, locale),
      holders: heldBy.get(badge.key) ?? 0,
      own: times.get(badge.key) ?? 0,
    }))
}

/** One badge: its rule, what it is for, who holds it, newest first, and how far one is oneself. */
export async function badgePage(ctx: Ctx, input: z.input<typeof badgePageQuery>) {
  const { key, cursor, limit } = parse(badgePageQuery, input)
  const locale = localeOf(ctx.actor)
  const badge = (await badgeShelf(ctx, locale)).find((one) => one.key === key && one.active)
  if (!badge) throw new NotFound('badge')
  const after = cursor ? readCursor(cursor) : null
  const found = await ctx.db
    .select({
      memberId: badgeAwards.memberId,
      handle: members.handle,
      displayName: members.displayName,
      roles: members.roles,
      subject: badgeAwards.subject,
      awardedAt: badgeAwards.awardedAt,
      givenFor: badgeAwards.givenFor,
    })
    .from(badgeAwards)
    .innerJoin(members, eq(members.id, badgeAwards.memberId))
    .where(
      and(
        eq(badgeAwards.badge, key),
        isNull(members.deactivatedAt),
        seenBy(ctx.actor),
        after
          ? sql`(${badgeAwards.awardedAt}, ${badgeAwards.memberId}, ${badgeAwards.subject}) < (${after.at}::timestamptz, ${after.memberId}::uuid, ${after.subject})`
          : undefined,
      ),
    )
    .orderBy(desc(badgeAwards.awardedAt), desc(badgeAwards.memberId), desc(badgeAwards.subject))
    .limit(limit + 1)
  const holders = found.slice(0, limit)
  const last = holders.at(-1)
  return {
    ...shown(badge, locale),
    purpose: say(locale, `badge.purpose.${badge.cause.by}`),
    not: say(locale, `badge.not.${badge.cause.by}`),
    progress: await progressOf(ctx, badge),
    holders,
    next: found.length > limit && last ? writeCursor(last) : null,
  }
}

/** How far one is with a badge that is counted up to, by the same evaluation that awards it. */
async function progressOf(ctx: Ctx, { cause }: Badge): Promise<Term[] | null> {
  const own = memberIdOf(ctx.actor)
  if (!own || cause.by !== 'formula') return null
  const [row] = await ctx.db.select().from(memberMeasures).where(eq(memberMeasures.memberId, own))
  return termsOf(parseFormula(cause.formula), {
    ...{ values: row?.values ?? {}, derived, locale: localeOf(ctx.actor) },
  })
}

/** What a member holds, each badge once with how often, gold before silver before bronze. */
export async function memberBadges(ctx: Ctx, { memberId }: { memberId: MemberId }) {
  const locale = localeOf(ctx.actor)
  const [shelf, held] = await Promise.all([
    badgeShelf(ctx, locale),
    ctx.db
      .select({
        badge: badgeAwards.badge,
        times: count(),
        lastAt: sql<string>`max(${badgeAwards.awardedAt})`,
        hidden: sql<boolean>`bool_and(${badgeAwards.hiddenAt} is not null)`,
        givenFor: sql<string | null>`max(${badgeAwards.givenFor})`,
      })
      .from(badgeAwards)
      .where(and(eq(badgeAwards.memberId, memberId), seenBy(ctx.actor)))
      .groupBy(badgeAwards.badge),
  ])
  const of = new Map(held.map((row) => [row.badge, row]))
  const order = { gold: 0, silver: 1, bronze: 2 }
  return shelf
    .flatMap((badge) => {
      const row = of.get(badge.key)
      if (!row || !badge.active) return []
      const { times, hidden, givenFor } = row
      return [{ ...shown(badge, locale), times, hidden, givenFor, lastAt: new Date(row.lastAt) }]
    })
    .sort((a, b) => order[a.metal] - order[b.metal])
}

/** What an admin keeps: every badge, on or off the shelf, with its place. */
export async function badgeDesk(ctx: Ctx) {
  permit(isAdmin(ctx.actor))
  const shelf = await badgeShelf(ctx, localeOf(ctx.actor))
  return shelf.map((badge) => ({
    ...shown(badge, localeOf(ctx.actor)),
    ...{ active: badge.active, shipped: badge.shipped, position: badge.position, eventType: badge.eventType },
  }))
}

type Place = { awardedAt: Date; memberId: string; subject: string }

const writeCursor = ({ awardedAt, memberId, subject }: Place) =>
  Buffer.from(JSON.stringify([awardedAt.toISOString(), memberId, subject])).toString('base64url')

function readCursor(text: string) {
  try {
    const [at, memberId, subject] = JSON.parse(Buffer.from(text, 'base64url').toString()) as string[]
    if (at && !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(memberId ?? ''))
      return { at, memberId: memberId ?? '', subject: subject ?? '' }
  } catch {
    // falls through to the one refusal below
  }
  throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
}
