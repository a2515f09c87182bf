import { desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { businessCalendars, calendarHolidays } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import type { BusinessCalendar } from './calendar.ts'
import { calendarInput, weekdays } from './input.ts'

export type StoredCalendar = BusinessCalendar & { id: string; key: string; version: number }

/** The same body changes nothing; another is a new version, which new clocks use while running ones keep theirs. */
export function putCalendar(
  ctx: Ctx,
  input: z.input<typeof calendarInput>,
): Promise<{ key: string; version: number }> {
  permit(isAdmin(ctx.actor))
  const { key, timeZone, weekly, holidays } = parse(calendarInput, input)
  const week = weekdays.map((day) => weekly[day] ?? [])
  const days = [...new Map(holidays.map((holiday) => [holiday.day, holiday])).values()]
  return change(ctx, async (tx) => {
    const before = await newestCalendar(tx, key)
    const same =
      before?.zone === timeZone &&
      JSON.stringify(before.weekly) === JSON.stringify(week) &&
      before.holidays.size === days.length &&
      days.every(({ day }) => before.holidays.has(day))
    if (before && same) return { key, version: before.version }
    const [id, version] = [newId(), (before?.version ?? 0) + 1]
    await tx.db
      .insert(businessCalendars)
      .values({ id, key, version, zone: timeZone, weekly: week, at: tx.now })
    if (days.length > 0)
      await tx.db
        .insert(calendarHolidays)
        .values(days.map(({ day, name }) => ({ calendarId: id, day, name })))
    tx.tell({ type: 'calendar.changed', key })
    return { key, version }
  })
}

export async function newestCalendar(ctx: Pick<Ctx, 'db'>, key: string): Promise<StoredCalendar | null> {
  const [row] = await ctx.db
    .select()
    .from(businessCalendars)
    .where(eq(businessCalendars.key, key))
    .orderBy(desc(businessCalendars.version))
    .limit(1)
  return row ? withHolidays(ctx, row) : null
}

/** The exact version a clock started with. */
export async function calendarOf(ctx: Pick<Ctx, 'db'>, id: string | null): Promise<StoredCalendar | null> {
  if (!id) return null
  const [row] = await ctx.db.select().from(businessCalendars).where(eq(businessCalendars.id, id))
  return row ? withHolidays(ctx, row) : null
}

async function withHolidays(
  ctx: Pick<Ctx, 'db'>,
  row: typeof businessCalendars.$inferSelect,
): Promise<StoredCalendar> {
  const days = await ctx.db
    .select({ day: calendarHolidays.day })
    .from(calendarHolidays)
    .where(eq(calendarHolidays.calendarId, row.id))
  const { id, key, version, zone, weekly } = row
  return { id, key, version, zone, weekly, holidays: new Set(days.map(({ day }) => day)) }
}
