import { eq, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { members } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { sanctionable } from '#server/identity/index.ts'
import { settingsOf } from '#server/settings/index.ts'
import { type fileInput, type FilePart, fileParts } from '../sanction-input.ts'
import { canOpenFiles, isSelf, maySanction, standsAbove } from '../sanction-policy.ts'
import { accuracyOf } from '../weighing.ts'
import { type Filed, fileEntries, partCount } from './file-entries.ts'
import { personStanding } from './person.ts'

type Person = Awaited<ReturnType<typeof sanctionable>>

/** Whom a file is about, for who may open it; for everybody else, and about oneself, there is none (MOD-03). */
export async function personOfFile(ctx: Ctx, { handle }: { handle: string }): Promise<Person> {
  if (!canOpenFiles(ctx.actor)) throw new NotFound('member file')
  const person = await sanctionable(ctx, { handle })
  if (isSelf(ctx.actor, person)) throw new NotFound('member file')
  return person
}

/** Whether a page may lead to the file of this member. */
export const mayOpenFileOf = (ctx: Pick<Ctx, 'actor'>, member: Pick<Person, 'memberId'>) =>
  canOpenFiles(ctx.actor) && !isSelf(ctx.actor, member)

/**
 * What moderation knows of a member: each list with its count, the wanted one with its entries, how often their reports
 * were right, and the limits in force with their end. Nothing of the CRM is here.
 */
export async function fileListed(ctx: Tx, person: Person, wanted: z.output<typeof fileInput>) {
  const { strikeDays } = await settingsOf(ctx)
  const filed: Filed = { ...wanted, memberId: person.memberId, now: ctx.now, strikeDays }
  const counts = Object.fromEntries(
    fileParts.map((part) => [part, sql<number>`(${partCount({ ...filed, show: part })})::int`]),
  ) as Record<FilePart, SQL<number>>
  const [counted] = await ctx.db.select(counts).from(members).where(eq(members.id, person.memberId))
  const standing = await personStanding(ctx, person.memberId)
  const list = await fileEntries(ctx, filed)
  const above = standsAbove(ctx.actor, person)
  return {
    member: { handle: person.handle, name: person.displayName },
    joinedAt: standing?.joinedAt ?? null,
    restrictions: (standing?.restrictions ?? []).filter(({ until }) => until > ctx.now),
    counts: fileParts.map((part) => ({ part, count: counted?.[part] ?? 0 })),
    accuracy: await accuracyOf(ctx, person.memberId),
    show: wanted.show,
    days: wanted.days ?? null,
    ...list,
    can: {
      note: above && maySanction(ctx.actor, 'note', null),
      sanction:
        above &&
        (['warning', 'limit', 'suspension'] as const).some((kind) => maySanction(ctx.actor, kind, null)),
    },
  }
}
