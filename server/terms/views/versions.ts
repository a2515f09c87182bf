import { and, desc, eq, inArray, lte, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { acceptances, type Clause, termsVersions } from '#db/schema/terms.ts'
import { isMember, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { wordDiff } from '#server/core/diff.ts'
import { NotFound } from '#server/core/errors.ts'
import { renderMarkdown } from '#server/core/markdown.ts'
import { parse } from '#server/core/parse.ts'
import { canReadTerms, drafts, type TermsDocument } from '../documents.ts'
import { comparison, documentRef, versionRef } from '../input.ts'

/** The language every text exists in. */
const original = 'en'

export type TermsText = {
  document: TermsDocument
  /** 0 is the shipped draft, cited until something is published. */
  version: number
  /** The language of this text: what was asked for, or English. */
  locale: string
  title: string
  summary: string
  text: string
  html: string
  /** Rules by name; `html` is their Markdown rendered. */
  clauses: (Clause & { html: string })[]
  hash: string | null
  mustAccept: boolean
  publishedAt: Date | null
  effectiveAt: Date | null
}

/** What holds now: the newest version in force, or the draft. */
export async function currentTerms(ctx: Ctx, input: z.input<typeof documentRef> = {}): Promise<TermsText> {
  const { document, locale } = parse(documentRef, input)
  mustBeReadable(ctx, document)
  const inForce = and(eq(termsVersions.document, document), lte(termsVersions.effectiveAt, ctx.now))
  const row = await newestIn(ctx, { where: inForce, locale })
  return row ? shown(ctx, document, row) : draft(ctx, document)
}

/** One version as it was published; 0 is the draft. */
export async function termsVersion(ctx: Ctx, input: z.input<typeof versionRef>): Promise<TermsText> {
  const { document, version, locale } = parse(versionRef, input)
  mustBeReadable(ctx, document)
  if (version === 0) return draft(ctx, document)
  const that = and(eq(termsVersions.document, document), eq(termsVersions.version, version))
  const row = await newestIn(ctx, { where: that, locale })
  if (!row) throw new NotFound('terms')
  return shown(ctx, document, row)
}

/** Every published version, newest first. */
export async function termsVersionList(ctx: Ctx, input: z.input<typeof documentRef> = {}) {
  const { document } = parse(documentRef, input)
  mustBeReadable(ctx, document)
  return ctx.db
    .select({
      version: termsVersions.version,
      summary: termsVersions.summary,
      mustAccept: termsVersions.mustAccept,
      publishedAt: termsVersions.publishedAt,
      effectiveAt: termsVersions.effectiveAt,
    })
    .from(termsVersions)
    .where(and(eq(termsVersions.document, document), eq(termsVersions.locale, original)))
    .orderBy(desc(termsVersions.version))
}

/** Two versions word by word (TERMS-05), clauses included. */
export async function termsComparison(ctx: Ctx, input: z.input<typeof comparison>) {
  const { from, to, ...which } = parse(comparison, input)
  const [before, after] = await Promise.all([
    termsVersion(ctx, { ...which, version: from }),
    termsVersion(ctx, { ...which, version: to }),
  ])
  return { before, after, segments: wordDiff(whole(before), whole(after)) }
}

/** What the member who asks has accepted, newest first (TERMS-03). */
export async function ownAcceptances(ctx: Ctx) {
  const memberId = memberIdOf(ctx.actor)
  if (!memberId) return []
  return ctx.db
    .select()
    .from(acceptances)
    .where(eq(acceptances.memberId, memberId))
    .orderBy(desc(acceptances.at))
}

const whole = ({ summary, text, clauses }: TermsText) =>
  [summary, text, ...clauses.map((clause) => `${clause.title}\n\n${clause.text}`)].join('\n\n')

const mustBeReadable = ({ actor }: Ctx, document: TermsDocument) => {
  if (!canReadTerms(actor, document)) throw new NotFound('terms')
}

/** The newest of these versions in the reader's language, or the nearest to it: `de-AT`, then `de`, then English. */
async function newestIn(
  ctx: Ctx,
  { where, locale }: { where: SQL | undefined; locale?: string | undefined },
) {
  const wanted = locale ?? (isMember(ctx.actor) ? ctx.actor.locale : original)
  const nearest = [wanted, wanted.split('-')[0] ?? wanted, original]
  const [row] = await ctx.db
    .select()
    .from(termsVersions)
    .where(and(where, inArray(termsVersions.locale, nearest)))
    .orderBy(
      desc(termsVersions.version),
      sql`array_position(array[${sql.join(
        nearest.map((name) => sql`${name}`),
        sql`, `,
      )}]::text[], ${termsVersions.locale})`,
    )
    .limit(1)
  return row
}

function draft(ctx: Ctx, document: TermsDocument): TermsText {
  const { title, summary, text, clauses } = drafts[document]
  return {
    document,
    version: 0,
    locale: original,
    title,
    summary,
    text,
    html: renderMarkdown(text, { origin: ctx.site }),
    clauses: rendered(ctx, clauses),
    hash: null,
    mustAccept: false,
    publishedAt: null,
    effectiveAt: null,
  }
}

function shown(ctx: Ctx, document: TermsDocument, row: typeof termsVersions.$inferSelect): TermsText {
  const { version, locale, summary, text, hash, mustAccept, publishedAt, effectiveAt } = row
  return {
    document,
    version,
    locale,
    title: drafts[document].title,
    summary,
    text,
    html: renderMarkdown(text, { origin: ctx.site }),
    clauses: rendered(ctx, row.clauses),
    hash,
    mustAccept,
    publishedAt,
    effectiveAt,
  }
}

const rendered = (ctx: Ctx, clauses: readonly Clause[]) =>
  clauses.map((clause) => ({ ...clause, html: renderMarkdown(clause.text, { origin: ctx.site }) }))
