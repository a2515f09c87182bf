import { eq, isNull, or, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { escalationQueues } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import { type BoardId, newId, type ProductId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import { say } from '#server/core/words.ts'
import { productByCode } from '#server/crm/index.ts'
import { queueInput } from './input.ts'
import { boardNamed } from './views/places.ts'

/** Where everything goes that no other queue takes. */
const firstKey = 'engineering'

/** A queue takes what concerns its board, its product, or everything. */
export function putQueue(ctx: Ctx, input: z.input<typeof queueInput>): Promise<{ id: string; key: string }> {
  permit(isAdmin(ctx.actor))
  const { key, name, product, board } = parse(queueInput, input)
  return change(ctx, async (tx) => {
    const productId = product ? await productByCode(tx, product) : null
    if (product && !productId)
      throw new Invalid([{ path: 'product', key: 'crm.product.unknown', params: { id: product } }])
    const boardId = board ? await boardNamed(tx, board) : null
    if (board && !boardId) throw new Invalid([{ path: 'board', key: 'escalation.board.unknown' }])
    const [row] = await tx.db
      .insert(escalationQueues)
      .values({ id: newId(), key, name, productId, boardId, at: tx.now })
      .onConflictDoUpdate({ target: escalationQueues.key, set: { name, productId, boardId } })
      .returning({ id: escalationQueues.id })
    return { id: certain(row, 'queue').id, key }
  })
}

/** The queue for a question: its board's, else its product's, else the one for everything. */
export async function queueFor(
  tx: Tx,
  { boardId, productId }: { boardId: BoardId; productId: ProductId | null },
): Promise<string> {
  const fitting = await tx.db
    .select()
    .from(escalationQueues)
    .where(
      or(
        eq(escalationQueues.boardId, boardId),
        productId ? eq(escalationQueues.productId, productId) : sql`false`,
        isNull(sql`coalesce(${escalationQueues.boardId}, ${escalationQueues.productId})`),
      ),
    )
  const weight = (queue: (typeof fitting)[number]) => (queue.boardId ? 2 : 0) + (queue.productId ? 1 : 0)
  const [best] = fitting.sort((a, b) => weight(b) - weight(a) || (a.key < b.key ? -1 : 1))
  return best?.id ?? firstQueue(tx)
}

async function firstQueue(tx: Tx): Promise<string> {
  const name = say('en', 'escalation.queue.first')
  await tx.db
    .insert(escalationQueues)
    .values({ id: newId(), key: firstKey, name, at: tx.now })
    .onConflictDoNothing()
  const [row] = await tx.db
    .select({ id: escalationQueues.id })
    .from(escalationQueues)
    .where(eq(escalationQueues.key, firstKey))
  return certain(row, 'queue').id
}
