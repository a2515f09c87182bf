import { and, eq, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { apiKeys } from '#db/schema/identity.ts'
import { memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid, NotFound } from '#server/core/errors.ts'
import { type KeyId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { memberRow } from './finding.ts'
import { keyRef, newKey } from './input.ts'
import { canManageKeys } from './policy.ts'
import { newSecret, sha256 } from './secrets.ts'

/** An admin makes a key for a program (API-03). The key itself is answered once and kept nowhere. */
export async function createKey(
  ctx: Ctx,
  input: z.input<typeof newKey>,
): Promise<{ keyId: KeyId; key: string }> {
  const wanted = parse(newKey, input)
  return change(ctx, async (tx) => {
    permit(canManageKeys(tx.actor))
    if (wanted.expiresAt && wanted.expiresAt <= tx.now)
      throw new Invalid([{ path: 'expiresAt', key: 'identity.key.expired' }])
    const keyId = newId<KeyId>()
    const key = newSecret('tl_')
    await tx.db.insert(apiKeys).values({
      id: keyId,
      name: wanted.name,
      role: wanted.role,
      scopes: wanted.scopes,
      keyHash: sha256(key),
      ownerId: wanted.owner ? (await memberRow(tx, wanted.owner)).id : memberIdOf(tx.actor),
      createdAt: tx.now,
      expiresAt: wanted.expiresAt ?? null,
    })
    tx.tell({ type: 'key.created', keyId })
    return { keyId, key }
  })
}

/** An admin ends a key, with effect on its next request. Again changes nothing. */
export async function revokeKey(ctx: Ctx, input: z.input<typeof keyRef>): Promise<void> {
  const { keyId } = parse(keyRef, input)
  return change(ctx, async (tx) => {
    permit(canManageKeys(tx.actor))
    const ended = await tx.db
      .update(apiKeys)
      .set({ revokedAt: tx.now })
      .where(and(eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id })
    if (ended.length > 0) return tx.tell({ type: 'key.revoked', keyId })
    if ((await tx.db.$count(apiKeys, eq(apiKeys.id, keyId))) === 0) throw new NotFound('key')
  })
}
