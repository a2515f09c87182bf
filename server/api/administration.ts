import { z } from 'zod'
import { isAdmin, roles } from '#server/core/actor.ts'
import { permit } from '#server/core/permit.ts'
import { createKey, keyList, newKeyInput, revokeKey } from '#server/identity/index.ts'
import { changeSettings, settingsInput, settingsOf } from '#server/settings/index.ts'
import {
  publicationInput,
  publishTerms,
  termsDocuments,
  termsRefInput,
  termsVersion,
  termsVersionList,
} from '#server/terms/index.ts'
import { created, done, ok, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { id, listOf, moment } from './shapes.ts'

const document = z.enum(termsDocuments)
const maybe = moment.nullable()

const termsRowShape = z
  .strictObject({
    version: z.int(),
    summary: z.string(),
    mustAccept: z.boolean(),
    publishedAt: moment,
    effectiveAt: moment,
  })
  .meta({ id: 'TermsRow' })

const termsShape = z
  .strictObject({
    document,
    version: z.int(),
    locale: z.string(),
    title: z.string(),
    summary: z.string(),
    text: z.string(),
    html: z.string(),
    clauses: z.array(
      z.strictObject({ key: z.string(), title: z.string(), text: z.string(), html: z.string() }),
    ),
    hash: z.string().nullable(),
    mustAccept: z.boolean(),
    publishedAt: maybe,
    effectiveAt: maybe,
  })
  .meta({ id: 'Terms' })

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

const terms = termsRefInput.pick({ locale: true }).extend({ document })
const termsRef = termsRefInput.extend({ document })

/** What runs the site: terms and their versions, settings, keys. */
export const administrationEndpoints = [
  verb(
    'POST /terms',
    { input: publicationInput, shape: termsShape, statuses: [201] },
    async (ctx, wanted) => {
      const { version } = await publishTerms(ctx, wanted)
      return created(formed(await termsVersion(ctx, { document: wanted.document, version })))
    },
  ),
  view('GET /terms/{document}', { input: terms, shape: listOf(termsRowShape) }, async (ctx, ref) => ({
    items: (await termsVersionList(ctx, ref)).map((row) => ({
      ...row,
      publishedAt: iso(row.publishedAt),
      effectiveAt: iso(row.effectiveAt),
    })),
    next: null,
  })),
  view('GET /terms/{document}/{version}', { input: termsRef, shape: termsShape }, async (ctx, ref) =>
    formed(await termsVersion(ctx, ref)),
  ),
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

const formed = (text: Awaited<ReturnType<typeof termsVersion>>): z.input<typeof termsShape> => ({
  ...text,
  publishedAt: isoOrNull(text.publishedAt),
  effectiveAt: isoOrNull(text.effectiveAt),
})
