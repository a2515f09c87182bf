import { z } from 'zod'
import * as paths from '#server/core/paths.ts'
import {
  acceptanceInput,
  acceptTerms,
  clauseAt,
  clauseRefInput,
  clausesInForce,
  currentTerms,
  guidelineFor,
  ownAcceptances,
  publicationInput,
  publishTerms,
  readableTerms,
  termsComparison,
  termsDocuments,
  termsRefInput,
  termsVersion,
  termsVersionList,
} from '#server/terms/index.ts'
import { created, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { asMember, named } from './members.ts'
import { acceptanceShape, diffShape, listOf, moment } from './shapes.ts'

const document = z.enum(termsDocuments)
const maybe = moment.nullable()
const audience = z.enum(['members', 'staff'])

const documentShape = z
  .strictObject({
    document,
    url: z.url(),
    title: z.string(),
    version: z.int(),
    effectiveAt: maybe,
    mustAccept: z.boolean(),
  })
  .meta({ id: 'TermsDocument' })

const rowShape = z
  .strictObject({
    version: z.int(),
    state: z.enum(['scheduled', 'current', 'superseded']),
    summary: z.string(),
    mustAccept: z.boolean(),
    audience,
    publishedAt: moment,
    effectiveAt: moment,
    locksAt: moment,
    /** Places that differ from the version before. */
    changes: z.int(),
    locales: z.array(z.string()),
  })
  .meta({ id: 'TermsRow' })

const clauseFields = { key: z.string(), title: z.string(), text: z.string(), html: z.string() }
const clauseShape = z.strictObject({ ...clauseFields, version: z.int() }).meta({ id: 'Clause' })

export const termsShape = z
  .strictObject({
    document,
    version: z.int(),
    locale: z.string(),
    title: z.string(),
    summary: z.string(),
    text: z.string(),
    html: z.string(),
    clauses: z.array(z.strictObject(clauseFields)),
    hash: z.string().nullable(),
    mustAccept: z.boolean(),
    audience,
    publishedAt: maybe,
    effectiveAt: maybe,
    locksAt: maybe,
  })
  .meta({ id: 'Terms' })

const changesShape = z
  .strictObject({ document, from: z.int(), to: z.int(), words: diffShape })
  .meta({ id: 'TermsChanges' })

const inLocale = termsRefInput.pick({ locale: true })
const terms = inLocale.extend({ document })
const termsRef = termsRefInput.extend({ document })

/** Texts people agree to, their versions and clauses, and who accepted them. */
export const termsEndpoints = [
  view('GET /terms', { input: inLocale, shape: listOf(documentShape) }, async (ctx, { locale }) => ({
    items: await Promise.all(
      readableTerms(ctx).map(async (document) => {
        const { title, version, effectiveAt, mustAccept } = await currentTerms(ctx, { document, locale })
        const url = `${ctx.site}${paths.terms.current(document)}`
        return { document, url, title, version, effectiveAt: isoOrNull(effectiveAt), mustAccept }
      }),
    ),
    next: null,
  })),
  verb(
    'POST /terms',
    { input: publicationInput, shape: termsShape, statuses: [201] },
    async (ctx, wanted) => {
      const { version } = await publishTerms(ctx, wanted)
      return created(formedTerms(await termsVersion(ctx, { document: wanted.document, version })))
    },
  ),
  view('GET /terms/{document}', { input: terms, shape: listOf(rowShape) }, async (ctx, ref) => ({
    items: (await termsVersionList(ctx, ref)).map((row) => ({
      ...row,
      publishedAt: iso(row.publishedAt),
      effectiveAt: iso(row.effectiveAt),
      locksAt: iso(row.locksAt),
    })),
    next: null,
  })),
  view('GET /terms/{document}/{version}', { input: termsRef, shape: termsShape }, async (ctx, ref) =>
    formedTerms(await termsVersion(ctx, ref)),
  ),
  view(
    'GET /terms/{document}/{version}/changes',
    { input: termsRef.extend({ from: termsRefInput.shape.version }), shape: changesShape },
    async (ctx, { version, ...ref }) => {
      const { before, after, segments } = await termsComparison(ctx, { ...ref, to: version })
      return { document: ref.document, from: before.version, to: after.version, words: segments }
    },
  ),
  view('GET /clauses', { input: inLocale, shape: listOf(clauseShape) }, async (ctx, wanted) => ({
    items: await clausesInForce(ctx, wanted),
    next: null,
  })),
  view(
    'GET /clauses/{key}/guideline',
    {
      input: clauseRefInput.omit({ version: true }),
      shape: z.strictObject({ guideline: clauseShape.nullable() }),
    },
    async (ctx, { key, locale }) => ({ guideline: await guidelineFor(ctx, key, { locale }) }),
  ),
  view('GET /clauses/{key}/{version}', { input: clauseRefInput, shape: clauseShape }, clauseAt),
  view(
    'GET /members/{handle}/acceptances',
    { input: named, shape: listOf(acceptanceShape) },
    async (ctx, { handle }) => ({
      items: (await ownAcceptances(await asMember(ctx, handle))).map(accepted),
      next: null,
    }),
  ),
  verb(
    'POST /members/{handle}/acceptances',
    {
      input: named.extend(acceptanceInput.pick({ document: true, version: true, locale: true }).shape),
      shape: acceptanceShape,
      statuses: [201],
    },
    async (ctx, { handle, ...wanted }) =>
      created(accepted(await acceptTerms(await asMember(ctx, handle), wanted))),
  ),
]

type Accepted = Awaited<ReturnType<typeof acceptTerms>>
const accepted = ({ document, version, hash, locale, method, at }: Accepted) => ({
  ...{ document, version, hash, locale, method },
  acceptedAt: iso(at),
})

export const formedTerms = (text: Awaited<ReturnType<typeof termsVersion>>): z.input<typeof termsShape> => ({
  ...text,
  publishedAt: isoOrNull(text.publishedAt),
  effectiveAt: isoOrNull(text.effectiveAt),
  locksAt: isoOrNull(text.locksAt),
})
