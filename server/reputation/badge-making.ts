import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { badgeAwards, badges } from '#db/schema/standing.ts'
import { isAdmin, isMember, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { memberIdByHandle } from '#server/identity/index.ts'
import { badgeRef, badgeSwitch, giving, hiding, newBadge, taking } from './badge-input.ts'
import { awardBadges } from './badges.ts'
import { ruleOf } from './drafting.ts'
import { parseFormula } from './formulas/parsing.ts'
import { printFormula } from './formulas/printing.ts'
import { type Badge, badgeShelf } from './shelf.ts'

async function badgeOnShelf(tx: Tx, key: string): Promise<Badge> {
  const badge = (await badgeShelf(tx)).find((one) => one.key === key)
  if (!badge) throw new NotFound('badge')
  return badge
}

/**
 * An admin makes a badge: by a rule over what is counted of members (no code, no SQL; REP-14), to be given by hand, or for a
 * signed event from outside (REP-15). One by rule is awarded at once to whoever has earned it.
 */
export async function makeBadge(ctx: Ctx, input: z.input<typeof newBadge>) {
  const wanted = parse(newBadge, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    if ((await badgeShelf(tx)).some(({ key, shipped }) => key === wanted.key && shipped))
      throw new Invalid([{ path: 'key', key: 'badge.key.taken' }])
    const { key, origin, name, about, metal, family, position } = wanted
    if (origin === 'event' && !wanted.eventType)
      throw new Invalid([{ path: 'eventType', key: 'badge.event.missing' }])
    const row = {
      ...{ key, origin, name, about, metal, family, position },
      formula: origin === 'rule' ? printFormula(parseFormula(ruleOf(wanted))) : null,
      eventType: origin === 'event' ? (wanted.eventType ?? null) : null,
      changedAt: tx.now,
      changedBy: memberIdOf(tx.actor),
    }
    await tx.db.insert(badges).values(row).onConflictDoUpdate({ target: badges.key, set: row })
    tx.tell({ type: 'badge.made', badge: key })
    await awardBadges(tx, null, [key])
    return { key }
  })
}

/** Puts a badge on or off the shelf and in its place. What was had for its rule goes with it, and comes back with it. */
export async function switchBadge(ctx: Ctx, input: z.input<typeof badgeSwitch>) {
  const wanted = parse(badgeSwitch, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    await badgeOnShelf(tx, wanted.key)
    const row = {
      ...{
        key: wanted.key,
        position: wanted.position,
        switched: wanted.active ? ('on' as const) : ('off' as const),
      },
      ...{ changedAt: tx.now, changedBy: memberIdOf(tx.actor) },
    }
    await tx.db.insert(badges).values(row).onConflictDoUpdate({ target: badges.key, set: row })
    tx.tell({ type: 'badge.made', badge: wanted.key })
    if (wanted.active) await awardBadges(tx, null, [wanted.key])
    else
      await tx.db
        .delete(badgeAwards)
        .where(and(eq(badgeAwards.badge, wanted.key), isNull(badgeAwards.givenBy)))
  })
}

/** Takes a badge of one's own making off the shelf for good, with all who had it. */
export async function dropBadge(ctx: Ctx, input: z.input<typeof badgeRef>) {
  const { key } = parse(badgeRef, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    if ((await badgeOnShelf(tx, key)).shipped) throw new Conflict('badge.shipped')
    await tx.db.delete(badgeAwards).where(eq(badgeAwards.badge, key))
    await tx.db.delete(badges).where(eq(badges.key, key))
    tx.tell({ type: 'badge.dropped', badge: key })
  })
}

/** An admin gives a badge that is made to be given, with a reason; it is marked as given everywhere (REP-14). */
export async function giveBadge(ctx: Ctx, input: z.input<typeof giving>) {
  const wanted = parse(giving, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const badge = await badgeOnShelf(tx, wanted.key)
    if (badge.cause.by !== 'hand') throw new Conflict('badge.earnedOnly', { name: badge.name })
    const memberId = await memberIdByHandle(tx, wanted.handle)
    const written = await tx.db
      .insert(badgeAwards)
      .values({
        ...{ badge: badge.key, memberId, subject: '', at: tx.now, awardedAt: tx.now },
        ...{ givenBy: memberIdOf(tx.actor) ?? memberId, givenFor: wanted.for },
      })
      .onConflictDoNothing()
      .returning()
    if (written.length > 0)
      tx.tell({ type: 'badges.earned', memberId, badges: [badge.key], names: [badge.name] })
  })
}

/** What was given by hand can be taken back; what was earned cannot. */
export async function takeBadge(ctx: Ctx, input: z.input<typeof taking>) {
  const wanted = parse(taking, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const memberId = await memberIdByHandle(tx, wanted.handle)
    const gone = await tx.db
      .delete(badgeAwards)
      .where(
        and(
          eq(badgeAwards.badge, wanted.key),
          eq(badgeAwards.memberId, memberId),
          isNotNull(badgeAwards.givenBy),
        ),
      )
      .returning()
    if (gone.length > 0) tx.tell({ type: 'badges.withdrawn', memberId, badges: [wanted.key] })
  })
}

/** A member hides a badge of their own from everybody else, or shows it again (REP-15). */
export async function hideBadge(ctx: Ctx, input: z.input<typeof hiding>) {
  const { key, hidden } = parse(hiding, input)
  const { actor } = ctx
  if (!isMember(actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  return change(ctx, async (tx) => {
    const changed = await tx.db
      .update(badgeAwards)
      .set({ hiddenAt: hidden ? tx.now : null })
      .where(and(eq(badgeAwards.badge, key), eq(badgeAwards.memberId, actor.memberId)))
      .returning()
    if (changed.length === 0) throw new NotFound('badge')
    tx.tell({ type: 'standing.wished', memberId: actor.memberId })
  })
}
