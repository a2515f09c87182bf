import { z } from 'zod'
import { isAdmin, roles } from '#server/core/actor.ts'
import { permit } from '#server/core/permit.ts'
import { createKey, keyList, newKeyInput, revokeKey } from '#server/identity/index.ts'
import { changeSettings, settingsInput, settingsOf } from '#server/settings/index.ts'
import { created, done, ok, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { id, listOf, moment } from './shapes.ts'

const maybe = moment.nullable()

const keyShape = z
  .strictObject({
    id,
    name: z.string(),
    role: z.enum(['member', ...roles]),
    scopes: z.array(z.string()),
    owner: z.string().nullable(),
    createdAt: moment,
    expiresAt: maybe,
    lastUsedAt: maybe,
    revokedAt: maybe,
  })
  .meta({ id: 'Key' })

/** The key itself is told this once and kept nowhere. */
const newKeyShape = z.strictObject({ id, key: z.string() }).meta({ id: 'NewKey' })
const settingsShape = z.record(z.string(), z.unknown()).meta({ id: 'Settings' })

/** What runs the site: settings, keys. */
export const administrationEndpoints = [
  view('GET /settings', { input: z.object({}), shape: settingsShape }, async (ctx) => {
    permit(isAdmin(ctx.actor))
    return settingsOf(ctx)
  }),
  verb(
    'PUT /settings',
    { input: settingsInput, shape: settingsShape, statuses: [200] },
    async (ctx, wanted) => ok(await changeSettings(ctx, wanted)),
  ),
  view('GET /keys', { input: z.object({}), shape: listOf(keyShape) }, async (ctx) => ({
    items: (await keyList(ctx)).map(({ keyId, ...key }) => ({
      ...key,
      id: keyId,
      createdAt: iso(key.createdAt),
      expiresAt: isoOrNull(key.expiresAt),
      lastUsedAt: isoOrNull(key.lastUsedAt),
      revokedAt: isoOrNull(key.revokedAt),
    })),
    next: null,
  })),
  verb('POST /keys', { input: newKeyInput, shape: newKeyShape, statuses: [201] }, async (ctx, wanted) => {
    const { keyId, key } = await createKey(ctx, wanted)
    return created({ id: keyId, key })
  }),
  verb('DELETE /keys/{keyId}', { input: z.object({ keyId: id }), statuses: [204] }, async (ctx, ref) => {
    await revokeKey(ctx, ref)
    return done()
  }),
]
