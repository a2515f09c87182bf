import { z } from 'zod'
import { documents } from './documents.ts'

const document = z.enum(documents)
const clause = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'terms.clause.key'),
  title: z.string().trim().min(1, 'terms.clause.title').max(120),
  text: z.string().trim().min(1, 'terms.clause.text').max(4000),
})

const locale = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'identity.locale.form')

/** The language wanted; without it the reader's own. English stands in for a missing translation. */
export const inLocale = z.object({ locale: locale.optional() })

export const documentRef = inLocale.extend({ document: document.default('terms-of-service') })

export const versionRef = documentRef.extend({
  version: z.coerce.number('invalid.id').int('invalid.id').min(0, 'invalid.id').max(100_000, 'invalid.id'),
})

/** A clause as a decision cites it: its key, and the version of the terms it stood in, 0 the draft (TERMS-08). */
export const clauseRef = inLocale.extend({
  key: clause.shape.key,
  version: versionRef.shape.version,
})
export type Citation = { clause: string; version: number }

export const comparison = documentRef.extend({
  from: versionRef.shape.version,
  to: versionRef.shape.version,
})

const title = z.string().trim().min(1, 'terms.title').max(120)
const summary = z.string().trim().min(10, 'terms.summary.short').max(1000)
const text = z.string().trim().min(50, 'terms.text.short').max(100_000)
const clauses = z
  .array(clause)
  .max(50)
  .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'terms.clause.twice')

/** The same version in other languages; what is left out stands there in English. */
const translations = z.record(
  locale.refine((name) => name !== 'en', 'terms.locale.english'),
  z.strictObject({ title: title.optional(), summary, text, clauses: clauses.optional() }),
)

/**
 * `title`, `text` and `clauses` default to the shipped draft; `effectiveAt` to now, `audience` to whom the document is for.
 * What must be accepted locks `graceDays` after it took effect.
 */
export const publication = z.object({
  document,
  title: title.optional(),
  summary,
  text: text.optional(),
  clauses: clauses.optional(),
  translations: translations.default({}),
  mustAccept: z.boolean(),
  audience: z.enum(['members', 'staff']).optional(),
  effectiveAt: z.coerce.date('terms.effectiveAt.form').optional(),
  graceDays: z.coerce
    .number('terms.grace.form')
    .int('terms.grace.form')
    .min(0, 'terms.grace.form')
    .max(365, 'terms.grace.form')
    .default(0),
})

/** A draft may be unfinished; what is too long to be published is refused at once. `revision` is what it was based on. */
const drafted = z.strictObject({
  key: z.string().trim().max(40),
  title: z.string().trim().max(120),
  text: z.string().trim().max(4000),
})
export const draft = z.object({
  document,
  locale: locale.default('en'),
  title: z.string().trim().max(120).optional(),
  summary: z.string().trim().max(1000).optional(),
  text: z.string().trim().max(100_000).optional(),
  clauses: z.array(drafted).max(50).optional(),
  mustAccept: z.boolean().optional(),
  audience: z.enum(['members', 'staff']).optional(),
  effectiveAt: z.coerce.date('terms.effectiveAt.form').nullable().optional(),
  graceDays: publication.shape.graceDays.unwrap().optional(),
  revision: z.coerce.number('invalid.id').int('invalid.id').min(0, 'invalid.id').optional(),
})
export const draftRef = z.object({ document })
export const draftTranslation = z.object({ document, locale })
/** Those who owe a version are reminded of it: `people` is how many that are. */
export const reminder = versionRef.extend({ document, people: z.int().min(0) })

export const draftPublication = draftRef.extend({ revision: z.coerce.number('invalid.id').int('invalid.id') })

/** A form that the terms stopped, as it was sent. */
export const interrupted = z.object({
  address: z.string().startsWith('/').max(2000),
  fields: z.array(z.tuple([z.string().max(200), z.string().max(100_000)])).max(100),
})
export const keptRef = z.object({ keptId: z.string().max(100) })

/** `locale` is the language it was read in; of `network`, the address of whoever accepts, only a shortened form is kept. */
export const acceptance = documentRef.extend({
  version: versionRef.shape.version.pipe(z.number().min(1, 'terms.accept.draft')),
  method: z.enum(['page', 'join', 'api', 'demo']).optional(),
  network: z.string().max(100).nullish(),
})
