import { inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { settings as table } from '#db/schema/settings.ts'
import { isAdmin, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { registry, settingKeys, type SettingKey, type Settings } from './registry.ts'

/** What holds now: from the ctx where its maker has it at hand, else one query. */
export async function settingsOf(ctx: Pick<Ctx, 'db' | 'settings'>): Promise<Settings> {
  if (ctx.settings) return kept(ctx.settings)
  return storedSettings(ctx)
}

/** Settings of a ctx are put there by a `SettingsReader` and by nobody else. */
const kept = (settings: object) => settings as Settings

/** One query; a stored value that a newer version no longer allows gives way to the default. */
export async function storedSettings(ctx: Pick<Ctx, 'db'>): Promise<Settings> {
  const stored = await ctx.db.select({ key: table.key, value: table.value }).from(table)
  const byKey = new Map(stored.map((row) => [row.key, row.value]))
  const entries = settingKeys.map((key) => [key, valueOf(key, byKey.get(key))])
  return Object.fromEntries(entries) as Settings
}

function valueOf(key: SettingKey, stored: unknown) {
  const { schema, fallback } = registry[key]
  if (stored === undefined) return fallback
  const result = schema.safeParse(stored)
  return result.success ? result.data : fallback
}

/** Some settings, each by its key. */
export const settingsInput = z.strictObject(
  Object.fromEntries(settingKeys.map((key) => [key, registry[key].schema.optional()])) as {
    [Key in SettingKey]: z.ZodOptional<(typeof registry)[Key]['schema']>
  },
)

/** An admin changes what is given; keys whose value stays are not told. */
export async function changeSettings(ctx: Ctx, input: z.input<typeof settingsInput>): Promise<Settings> {
  const wanted = parse(settingsInput, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const before = await storedSettings(tx)
    const keys = settingKeys.filter((key) => wanted[key] !== undefined && !same(wanted[key], before[key]))
    if (keys.length === 0) return before
    await tx.db
      .insert(table)
      .values(
        keys.map((key) => ({ key, value: wanted[key], changedAt: tx.now, changedBy: memberIdOf(tx.actor) })),
      )
      .onConflictDoUpdate({
        target: table.key,
        set: {
          value: sql`excluded.value`,
          changedAt: sql`excluded.changed_at`,
          changedBy: sql`excluded.changed_by`,
        },
      })
    tx.tell({ type: 'settings.changed', keys })
    return storedSettings(tx)
  })
}

/** An admin gives these settings back to their defaults. */
export async function resetSettings(ctx: Ctx, input: { keys: SettingKey[] }): Promise<Settings> {
  const { keys } = parse(z.object({ keys: z.array(z.enum(settingKeys)).min(1) }), input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const gone = await tx.db.delete(table).where(inArray(table.key, keys)).returning({ key: table.key })
    if (gone.length > 0) tx.tell({ type: 'settings.changed', keys: gone.map((row) => row.key) })
    return storedSettings(tx)
  })
}

/** jsonb keeps no order of keys, so values are compared with sorted ones. */
const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
const sorted = (value: unknown) =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.entries(value).sort(([a], [b]) => a.localeCompare(b))
    : value
