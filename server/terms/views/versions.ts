import { and, desc, eq, lte } from 'drizzle-orm'
import type { z } from 'zod'
import { acceptances, type Clause, termsVersions } from '#db/schema/terms.ts'
import { isStaff, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { wordDiff } from '#server/core/diff.ts'
import { NotFound } from '#server/core/errors.ts'
import { renderMarkdown } from '#server/core/markdown.ts'
import { parse } from '#server/core/parse.ts'
import { drafts, type TermsDocument } from '../documents.ts'
import { comparison, documentRef, versionRef } from '../input.ts'

export type TermsText = {
  document: TermsDocument
  /** 0 is the shipped draft, cited until something is published. */
  version: number
  title: string
  summary: string
  text: string
  html: string
  clauses: Clause[]
  hash: string | null
  mustAccept: boolean
  publishedAt: Date | null
  effectiveAt: Date | null
}

/** What holds now: the newest version in force, or the draft. */
export async function currentTerms(ctx: Ctx, input: z.input<typeof documentRef> = {}): Promise<TermsText> {
  const { document } = parse(documentRef, input)
  mustBeReadable(ctx, document)
  const [row] = await ctx.db
    .select()
    .from(termsVersions)
    .where(and(eq(termsVersions.document, document), lte(termsVersions.effectiveAt, ctx.now)))
    .orderBy(desc(termsVersions.version))
    .limit(1)
  return row ? shown(ctx, document, row) : draft(ctx, document)
}

/** One version as it was published; 0 is the draft. */
export async function termsVersion(ctx: Ctx, input: z.input<typeof versionRef>): Promise<TermsText> {
  const { document, version } = parse(versionRef, input)
  mustBeReadable(ctx, document)
  if (version === 0) return draft(ctx, document)
  const [row] = await ctx.db
    .select()
    .from(termsVersions)
    .where(and(eq(termsVersions.document, document), eq(termsVersions.version, version)))
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
    .where(eq(termsVersions.document, document))
    .orderBy(desc(termsVersions.version))
}

/** Two versions word by word (TERMS-05), clauses included. */
export async function termsComparison(ctx: Ctx, input: z.input<typeof comparison>) {
  const { document, from, to } = parse(comparison, input)
  const [before, after] = await Promise.all([
    termsVersion(ctx, { document, version: from }),
    termsVersion(ctx, { document, version: to }),
  ])
  return { before, after, segments: wordDiff(whole(before), whole(after)) }
}

/** The clauses a flag, a removal or a sanction may cite now, each with the version to store beside it (TERMS-08). */
export async function currentClauses(ctx: Ctx): Promise<(Clause & { version: number })[]> {
  const { version, clauses } = await currentTerms(ctx)
  return clauses.map((clause) => ({ ...clause, version }))
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
  if (document === 'staff-policy' && !isStaff(actor)) throw new NotFound('terms')
}

function draft(ctx: Ctx, document: TermsDocument): TermsText {
  const { title, summary, text, clauses } = drafts[document]
  const unpublished = { version: 0, hash: null, mustAccept: false, publishedAt: null, effectiveAt: null }
  return {
    document,
    title,
    summary,
    text,
    html: renderMarkdown(text, { origin: ctx.site }),
    clauses,
    ...unpublished,
  }
}

function shown(ctx: Ctx, document: TermsDocument, row: typeof termsVersions.$inferSelect): TermsText {
  const { version, summary, text, clauses, hash, mustAccept, publishedAt, effectiveAt } = row
  const html = renderMarkdown(text, { origin: ctx.site })
  const { title } = drafts[document]
  return {
    document,
    version,
    title,
    summary,
    text,
    html,
    clauses,
    hash,
    mustAccept,
    publishedAt,
    effectiveAt,
  }
}
