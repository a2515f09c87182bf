import { createHash } from 'node:crypto'
import { and, eq, lt } from 'drizzle-orm'
import { idempotencyKeys } from '#db/schema/core.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict, Invalid } from '#server/core/errors.ts'
import type { KeyId } from '#server/core/ids.ts'
import type { Reply, Status } from './endpoint.ts'

/** How long an answer is kept for a client that asks again. */
const keptFor = 24 * 3_600_000
const longestKey = 255

export type Repeatable = { keyId: KeyId; key: string; fingerprint: string }
export type Repeated = Reply<unknown> & { replayed: boolean }

/** What makes a request the same request: method, address, acting member and body. */
export const fingerprintOf = (parts: readonly unknown[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/**
 * Runs a write once per `Idempotency-Key`: the key, what the verb wrote and the answer are one transaction, so that a
 * client that lost the answer gets that answer, and never a second topic. A second request at the same moment waits for
 * the first. A refusal leaves nothing behind, so the key can be used again; another request under it is a conflict.
 */
export async function once(
  ctx: Ctx,
  { keyId, key, fingerprint }: Repeatable,
  run: (ctx: Ctx) => Promise<Reply<unknown>>,
): Promise<Repeated> {
  if (key.length > longestKey)
    throw new Invalid([{ path: 'Idempotency-Key', key: 'invalid.tooBig', params: { maximum: longestKey } }])
  // house: silent change — the verb inside tells what happened
  return changeUngated(ctx, async (tx) => {
    const mine = and(eq(idempotencyKeys.keyId, keyId), eq(idempotencyKeys.key, key))
    const expired = lt(idempotencyKeys.at, new Date(tx.now.getTime() - keptFor))
    await tx.db.delete(idempotencyKeys).where(and(eq(idempotencyKeys.keyId, keyId), expired))
    const taken = await tx.db
      .insert(idempotencyKeys)
      .values({ keyId, key, fingerprint, at: tx.now })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key })
    if (taken.length === 0) {
      const [kept] = await tx.db.select().from(idempotencyKeys).where(mine)
      if (!kept || kept.fingerprint !== fingerprint || kept.status === null)
        throw new Conflict('api.idempotency.other')
      return { ...stored(kept), replayed: true }
    }
    const reply = await run({ ...ctx, db: tx.db })
    const body = reply.body === undefined ? null : JSON.stringify(reply.body)
    await tx.db
      .update(idempotencyKeys)
      .set({ status: reply.status, body, location: reply.location ?? null })
      .where(mine)
    return { ...reply, replayed: false }
  })
}

function stored(kept: typeof idempotencyKeys.$inferSelect): Reply<unknown> {
  const body: unknown = kept.body === null ? undefined : JSON.parse(kept.body)
  return {
    status: kept.status as Status,
    body,
    ...(kept.location === null ? {} : { location: kept.location }),
  }
}
