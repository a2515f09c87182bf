import { z } from 'zod'
import {
  discardDraft,
  draftInput,
  draftPublicationInput,
  draftReview,
  dropTranslation,
  publishDraft,
  saveDraft,
  termsDocuments,
  termsVersion,
} from '#server/terms/index.ts'
import { peopleConcerned } from '#server/identity/index.ts'
import { created, done, ok, verb, view } from './endpoint.ts'
import { isoOrNull } from './forming.ts'
import { diffShape, moment } from './shapes.ts'
import { formedTerms, termsShape } from './terms.ts'

const document = z.enum(termsDocuments)
const ref = z.object({ document })

/** The next version while it is written: what it would change against the newest, and whom it would bind. */
const draftShape = z
  .strictObject({
    document,
    /** The number it would get. */
    version: z.int(),
    revision: z.int(),
    mustAccept: z.boolean(),
    audience: z.enum(['members', 'staff']),
    graceDays: z.int(),
    effectiveAt: moment.nullable(),
    savedAt: moment.nullable(),
    concerns: z.int(),
    texts: z.array(
      z.strictObject({
        locale: z.string(),
        title: z.string(),
        summary: z.string(),
        text: z.string(),
        clauses: z.array(z.strictObject({ key: z.string(), title: z.string(), text: z.string() })),
        changes: z.int(),
        words: diffShape.nullable(),
      }),
    ),
  })
  .meta({ id: 'TermsDraft' })

async function formed(
  ctx: Parameters<typeof draftReview>[0],
  wanted: z.input<typeof ref>,
): Promise<z.input<typeof draftShape>> {
  const draft = await draftReview(ctx, wanted)
  const { document, version, revision, mustAccept, audience, graceDays, effectiveAt, savedAt } = draft
  return {
    ...{ document, version, revision, mustAccept, audience, graceDays },
    effectiveAt: isoOrNull(effectiveAt),
    savedAt: isoOrNull(savedAt),
    concerns: await peopleConcerned(ctx, { audience }),
    texts: draft.texts.map(({ locale, title, summary, text, clauses, changes, difference }) => ({
      ...{ locale, title, summary, text, clauses, changes },
      words: difference,
    })),
  }
}

/** Drafts of terms, for admins. */
export const termsDraftEndpoints = [
  view('GET /terms/{document}/draft', { input: ref, shape: draftShape }, formed),
  verb(
    'PUT /terms/{document}/draft',
    { input: draftInput, shape: draftShape, statuses: [200] },
    async (ctx, wanted) => {
      await saveDraft(ctx, wanted)
      return ok(await formed(ctx, { document: wanted.document }))
    },
  ),
  verb('DELETE /terms/{document}/draft', { input: ref, statuses: [204] }, async (ctx, wanted) => {
    await discardDraft(ctx, wanted)
    return done()
  }),
  verb(
    'DELETE /terms/{document}/draft/{locale}',
    { input: ref.extend({ locale: z.string() }), statuses: [204] },
    async (ctx, wanted) => {
      await dropTranslation(ctx, wanted)
      return done()
    },
  ),
  verb(
    'POST /terms/{document}/draft/publication',
    { input: draftPublicationInput, shape: termsShape, statuses: [201] },
    async (ctx, wanted) => {
      const { document, version } = await publishDraft(ctx, wanted)
      return created(formedTerms(await termsVersion(ctx, { document, version })))
    },
  ),
]
