import { lte } from 'drizzle-orm'
import type { z } from 'zod'
import { termsReminders } from '#db/schema/terms.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict, TooMany } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { reminder } from './input.ts'
import { bindingOf, lastReminder, reminderPause } from './views/binding.ts'

/**
 * An admin has those who owe a version reminded of it (TERMS-06), at most once an hour: of two at once the second is
 * refused. What nobody owes, or what another version replaced, reminds nobody.
 */
export async function recordReminder(ctx: Ctx, input: z.input<typeof reminder>) {
  const { document, version, people } = parse(reminder, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const { mustAccept, replaced } = await bindingOf(tx, { document, version })
    if (!mustAccept) throw new Conflict('terms.reminder.information')
    if (replaced) throw new Conflict('terms.reminder.replaced')
    if (people === 0) throw new Conflict('terms.reminder.nobody')

    const row = { people, at: tx.now }
    const written = await tx.db
      .insert(termsReminders)
      .values({ document, version, ...row })
      .onConflictDoUpdate({
        target: [termsReminders.document, termsReminders.version],
        set: row,
        setWhere: lte(termsReminders.at, new Date(tx.now.getTime() - reminderPause)),
      })
      .returning({ at: termsReminders.at })
    if (written.length === 0) {
      const last = await lastReminder(tx, { document, version })
      const ahead = (last?.againAt ?? tx.now).getTime() - tx.now.getTime()
      throw new TooMany('terms.reminder.hour', Math.ceil(ahead / 1000))
    }
    tx.tell({ type: 'terms.reminded', document, version, people })
    return { document, version, ...row }
  })
}
