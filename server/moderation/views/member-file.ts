import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { members, reviewItems, statements } from '#db/schema/index.ts'
import { mayModerate } from '#server/core/actor.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { sanctionable } from '#server/identity/index.ts'
import { settingsOf } from '#server/settings/index.ts'
import { type fileInput, type FilePart, fileParts } from '../sanction-input.ts'
import { canOpenFiles, isSelf, maySanction, standsAbove } from '../sanction-policy.ts'
import { accuracyOf } from '../weighing.ts'
import { type Filed, fileEntries, partCount } from './file-entries.ts'
import { personStanding } from './person.ts'
import { ofPlaces } from './scope.ts'

type Person = Awaited<ReturnType<typeof sanctionable>>

/** Whom a file is about, for who may open it; for everybody else, and about oneself, there is none (MOD-03). */
export async function personOfFile(ctx: Ctx, { handle }: { handle: string }): Promise<Person> {
  if (!canOpenFiles(ctx.actor)) throw new NotFound('member file')
  const person = await sanctionable(ctx, { handle })
  if (!(await mayOpenFileOf(ctx, person))) throw new NotFound('member file')
  return person
}

/**
 * Whether a page may lead to the file of this member: anybody's for who opens files everywhere; else of those whom an item
 * or a statement of one's own places concerns (MOD-10).
 */
export async function mayOpenFileOf(
  ctx: Pick<Ctx, 'actor' | 'db'>,
  { memberId }: Pick<Person, 'memberId'>,
): Promise<boolean> {
  const { actor } = ctx
  if (!canOpenFiles(actor) || isSelf(actor, { memberId })) return false
  if (mayModerate(actor, 'file')) return true
  const items = and(eq(reviewItems.memberId, memberId), ofPlaces(actor, 'file', reviewItems))
  if ((await ctx.db.$count(reviewItems, items)) > 0) return true
  const told = and(eq(statements.memberId, memberId), ofPlaces(actor, 'file', statements))
  return (await ctx.db.$count(statements, told)) > 0
}

/**
 * What moderation knows of a member: each list with its count, the wanted one with its entries, how often their reports
 * were right, and the limits in force with their end; of one's own places, for who does not open files everywhere. Nothing
 * of the CRM is here.
 */
export async function fileListed(ctx: Tx, person: Person, wanted: z.output<typeof fileInput>) {
  const { strikeDays } = await settingsOf(ctx)
  const filed: Filed = { ...wanted, memberId: person.memberId, now: ctx.now, strikeDays, actor: ctx.actor }
  const counts = Object.fromEntries(
    fileParts.map((part) => [part, sql<number>`(${partCount({ ...filed, show: part })})::int`]),
  ) as Record<FilePart, SQL<number>>
  const [counted] = await ctx.db.select(counts).from(members).where(eq(members.id, person.memberId))
  const standing = await personStanding(ctx, person.memberId)
  const list = await fileEntries(ctx, filed)
  const everywhere = mayModerate(ctx.actor, 'file')
  const above = standsAbove(ctx.actor, person)
  return {
    member: { handle: person.handle, name: person.displayName },
    joinedAt: standing?.joinedAt ?? null,
    restrictions: (standing?.restrictions ?? []).filter(
      ({ until, kind }) => until > ctx.now && (everywhere || kind === 'suspension'),
    ),
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
