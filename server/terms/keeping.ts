import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { keptPosts } from '#db/schema/terms.ts'
import { memberIdOf } from '#server/core/actor.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { interrupted, keptRef } from './input.ts'

const mostKept = 20
const keptFor = 30 * 86_400_000

/**
 * Keeps what a member was writing when the terms stopped it, so that it finishes after accepting without being typed again
 * (TERMS-04). The same form again replaces what was kept of it; the oldest beyond twenty go. Answers its id.
 */
export async function keepInterrupted(ctx: Ctx, input: z.input<typeof interrupted>): Promise<string | null> {
  const { address, fields } = parse(interrupted, input)
  const memberId = memberIdOf(ctx.actor)
  if (!memberId) return null
  // house: silent change — nothing was written but for the member's own eyes
  return changeUngated(ctx, async (tx) => {
    const row = { memberId, address, fields, keptAt: tx.now }
    const [kept] = await tx.db
      .insert(keptPosts)
      .values({ id: newId<string>(), ...row })
      .onConflictDoUpdate({ target: [keptPosts.memberId, keptPosts.address], set: row })
      .returning({ id: keptPosts.id })
    const beyond = tx.db
      .select({ id: keptPosts.id })
      .from(keptPosts)
      .where(eq(keptPosts.memberId, memberId))
      .orderBy(desc(keptPosts.keptAt), desc(keptPosts.id))
      .offset(mostKept)
    await tx.db.delete(keptPosts).where(inArray(keptPosts.id, beyond))
    return kept?.id ?? null
  })
}

/** The member sent it after all, or threw it away. Gone already is as good. */
export async function forgetInterrupted(ctx: Ctx, input: z.input<typeof keptRef>): Promise<void> {
  const { keptId } = parse(keptRef, input)
  const memberId = memberIdOf(ctx.actor)
  if (!memberId) return
  // house: silent change — what was sent has been told by the verb that took it
  await changeUngated(ctx, async (tx) => {
    await tx.db
      .delete(keptPosts)
      .where(and(eq(sql`${keptPosts.id}::text`, keptId), eq(keptPosts.memberId, memberId)))
  })
}

/** What the member who asks was interrupted in, the newest first. */
export async function ownInterrupted(ctx: Ctx) {
  const memberId = memberIdOf(ctx.actor)
  if (!memberId) return []
  const found = await ctx.db
    .select()
    .from(keptPosts)
    .where(eq(keptPosts.memberId, memberId))
    .orderBy(desc(keptPosts.keptAt), desc(keptPosts.id))
  return found.map(({ id, address, fields, keptAt }) => ({
    ...{ id, address, fields, keptAt },
    title: valueOf(fields, 'title'),
    body: valueOf(fields, 'body'),
  }))
}

const valueOf = (fields: readonly (readonly [string, string])[], wanted: string) =>
  fields.find(([name]) => name === wanted)?.[1] ?? ''

/** Drops what nobody finished within a month; called by a daily sweep. */
export async function pruneInterrupted(ctx: Ctx): Promise<void> {
  // house: silent change — it was never posted
  await changeUngated(ctx, async (tx) => {
    await tx.db.delete(keptPosts).where(lt(keptPosts.keptAt, new Date(tx.now.getTime() - keptFor)))
  })
}
