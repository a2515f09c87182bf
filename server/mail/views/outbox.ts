import { and, desc, eq, lt, or, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { letters } from '#db/schema/mail.ts'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid, NotFound } from '#server/core/errors.ts'
import { type LetterId, uuid } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { letterRef } from '../delivering.ts'

const pageSize = 50
export const outboxQuery = z.object({ cursor: z.string().nullish() })

export type OutboxRow = Pick<
  typeof letters.$inferSelect,
  | 'id'
  | 'kind'
  | 'cause'
  | 'address'
  | 'subject'
  | 'queuedAt'
  | 'sentAt'
  | 'keptAt'
  | 'droppedAt'
  | 'droppedFor'
>

/** Every letter and what became of it, the newest first; for admins. Words are there only where no mail server is set. */
export async function outbox(
  ctx: Ctx,
  input: z.input<typeof outboxQuery>,
): Promise<{ items: OutboxRow[]; next: string | null }> {
  permit(isAdmin(ctx.actor))
  const { cursor } = parse(outboxQuery, input)
  const { id, kind, cause, address, subject, queuedAt, sentAt, keptAt, droppedAt, droppedFor } = letters
  const found = await ctx.db
    .select({ id, kind, cause, address, subject, queuedAt, sentAt, keptAt, droppedAt, droppedFor })
    .from(letters)
    .where(cursor ? before(cursor) : undefined)
    .orderBy(desc(letters.queuedAt), desc(letters.id))
    .limit(pageSize + 1)
  const items = found.slice(0, pageSize)
  const last = items.at(-1)
  return { items, next: found.length > pageSize && last ? `${last.queuedAt.toISOString()}~${last.id}` : null }
}

const place = z.tuple([
  z.iso.datetime('invalid.cursor').transform((text) => new Date(text)),
  uuid<LetterId>(),
])

function before(cursor: string): SQL | undefined {
  const found = place.safeParse(cursor.split('~'))
  if (!found.success) throw new Invalid([{ path: 'cursor', key: 'invalid.cursor' }])
  const [at, id] = found.data
  return or(lt(letters.queuedAt, at), and(eq(letters.queuedAt, at), lt(letters.id, id)))
}

/** One letter whole, for admins. */
export async function letter(ctx: Ctx, input: z.input<typeof letterRef>) {
  permit(isAdmin(ctx.actor))
  const { letterId } = parse(letterRef, input)
  const [found] = await ctx.db.select().from(letters).where(eq(letters.id, letterId))
  if (!found) throw new NotFound('letter')
  return found
}
