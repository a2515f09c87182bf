import { and, eq, sql } from 'drizzle-orm'
import { type TermsAudience, termsReminders, termsVersions } from '#db/schema/terms.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { original, type TermsDocument } from '../documents.ts'

type Ref = { document: TermsDocument; version: number }
type Binding = {
  mustAccept: boolean
  audience: TermsAudience
  locksAt: Date
  /** Another version is to be accepted instead: one in force, or one that overtook this before its date. */
  replaced: boolean
}

/** Whom a published version binds and until when; without its words, which rooms above have no need of. */
export async function bindingOf(ctx: Pick<Ctx, 'db' | 'now'>, { document, version }: Ref): Promise<Binding> {
  const [row] = await ctx.db
    .select({
      mustAccept: termsVersions.mustAccept,
      audience: termsVersions.audience,
      locksAt: termsVersions.locksAt,
      replaced: sql<boolean>`exists (
        select 1 from ${termsVersions} later
        where later.document = ${termsVersions}."document" and later.locale = 'en'
          and later.version > ${termsVersions}."version"
          and (later.effective_at < ${termsVersions}."effective_at"
            or later.must_accept and later.effective_at <= ${ctx.now.toISOString()}::timestamptz))`,
    })
    .from(termsVersions)
    .where(
      and(
        eq(termsVersions.document, document),
        eq(termsVersions.version, version),
        eq(termsVersions.locale, original),
      ),
    )
  if (!row) throw new NotFound('terms')
  return row
}

/** Between two reminders of one version. */
export const reminderPause = 3_600_000

/** When those who owe a version were last reminded, how many they were, and from when they may be again; null for never. */
export async function lastReminder(
  ctx: Pick<Ctx, 'db'>,
  { document, version }: Ref,
): Promise<{ at: Date; people: number; againAt: Date } | null> {
  const [row] = await ctx.db
    .select({ at: termsReminders.at, people: termsReminders.people })
    .from(termsReminders)
    .where(and(eq(termsReminders.document, document), eq(termsReminders.version, version)))
  return row ? { ...row, againAt: new Date(row.at.getTime() + reminderPause) } : null
}
