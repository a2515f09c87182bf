import { and, desc, eq, inArray, lte, max, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type Clause, type TermsAudience, termsVersions } from '#db/schema/terms.ts'
import { isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { wordDiff } from '#server/core/diff.ts'
import { NotFound } from '#server/core/errors.ts'
import { renderMarkdown } from '#server/core/markdown.ts'
import { parse } from '#server/core/parse.ts'
import { audiencesOf, canReadTerms, documents, drafts, original, type TermsDocument } from '../documents.ts'
import { comparison, documentRef, versionRef } from '../input.ts'
import { whole } from '../wording.ts'

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
  audience: TermsAudience
  publishedAt: Date | null
  effectiveAt: Date | null
  /** When what it binds is locked until it is accepted. */
  locksAt: Date | null
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
  const row = await versionRow(ctx, { document, version, locale })
  if (!row) throw new NotFound('terms')
  return shown(ctx, document, row)
}

/** How a published version stands: announced, in force, or replaced (also where it was overtaken before its date). */
export type VersionState = 'scheduled' | 'current' | 'superseded'

/** Every published version, newest first, with the languages it can be read in. */
export async function termsVersionList(ctx: Ctx, input: z.input<typeof documentRef> = {}) {
  const { document } = parse(documentRef, input)
  mustBeReadable(ctx, document)
  const found = await ctx.db
    .select({
      version: termsVersions.version,
      summary: termsVersions.summary,
      mustAccept: termsVersions.mustAccept,
      audience: termsVersions.audience,
      publishedAt: termsVersions.publishedAt,
      effectiveAt: termsVersions.effectiveAt,
      locksAt: termsVersions.locksAt,
      changes: termsVersions.changes,
      locales: sql<string[]>`(select array_agg(t.locale order by t.locale) from ${termsVersions} t
        where t.document = ${termsVersions}."document" and t.version = ${termsVersions}."version")`,
    })
    .from(termsVersions)
    .where(and(eq(termsVersions.document, document), eq(termsVersions.locale, original)))
    .orderBy(desc(termsVersions.version))
  const inForce = found.find(({ effectiveAt }) => effectiveAt <= ctx.now)?.version ?? 0
  return found.map((row) => ({
    ...row,
    state: stateOf(row, { inForce, newer: found.filter(({ version }) => version > row.version) }),
  }))
}

function stateOf(
  { version, effectiveAt }: { version: number; effectiveAt: Date },
  { inForce, newer }: { inForce: number; newer: readonly { effectiveAt: Date }[] },
): VersionState {
  if (version === inForce) return 'current'
  const overtaken = newer.some((other) => other.effectiveAt < effectiveAt)
  return version > inForce && !overtaken ? 'scheduled' : 'superseded'
}

/** The documents that exist for whoever asks. */
export const readableTerms = ({ actor }: Pick<Ctx, 'actor'>) =>
  documents.filter((document) => canReadTerms(actor, document))

/** Two versions word by word (TERMS-05), clauses included. */
export async function termsComparison(ctx: Ctx, input: z.input<typeof comparison>) {
  const { from, to, ...which } = parse(comparison, input)
  const [before, after] = await Promise.all([
    termsVersion(ctx, { ...which, version: from }),
    termsVersion(ctx, { ...which, version: to }),
  ])
  return { before, after, segments: wordDiff(whole(before), whole(after)) }
}

const mustBeReadable = ({ actor }: Pick<Ctx, 'actor'>, document: TermsDocument) => {
  if (!canReadTerms(actor, document)) throw new NotFound('terms')
}

type ReadAs = Pick<Ctx, 'db' | 'actor'>

/** A published version as it reads in a language, or nothing. */
export const versionRow = (
  ctx: ReadAs,
  { document, version, locale }: { document: string; version: number; locale?: string | undefined },
) =>
  newestIn(ctx, {
    where: and(eq(termsVersions.document, document), eq(termsVersions.version, version)),
    locale,
  })

/** The number of the version in force, 0 while there is none. */
export async function versionInForce(ctx: Pick<Ctx, 'db' | 'now'>, document: TermsDocument): Promise<number> {
  const [row] = await ctx.db
    .select({ version: max(termsVersions.version) })
    .from(termsVersions)
    .where(and(eq(termsVersions.document, document), lte(termsVersions.effectiveAt, ctx.now)))
  return row?.version ?? 0
}

/** The number of the newest version, announced ones included; 0 before the first. */
export async function newestVersion(ctx: Pick<Ctx, 'db'>, document: TermsDocument): Promise<number> {
  const [row] = await ctx.db
    .select({ version: max(termsVersions.version) })
    .from(termsVersions)
    .where(eq(termsVersions.document, document))
  return row?.version ?? 0
}

/** The newest version in force that has a clause of this key; null where none ever had. */
export async function newestWith(
  ctx: Pick<Ctx, 'db' | 'now'>,
  { document, key }: { document: TermsDocument; key: string },
): Promise<number | null> {
  const [row] = await ctx.db
    .select({ version: max(termsVersions.version) })
    .from(termsVersions)
    .where(
      and(
        eq(termsVersions.document, document),
        eq(termsVersions.locale, original),
        lte(termsVersions.effectiveAt, ctx.now),
        sql`${termsVersions.clauses} @> ${JSON.stringify([{ key }])}::jsonb`,
      ),
    )
  return row?.version ?? null
}

/** The newest of these versions in the reader's language, or the nearest to it: `de-AT`, then `de`, then English. */
async function newestIn(
  ctx: ReadAs,
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
    html: renderMarkdown(text, { origin: ctx.site, headings: 2 }),
    clauses: rendered(ctx, clauses),
    hash: null,
    mustAccept: false,
    audience: audiencesOf(document)[0],
    publishedAt: null,
    effectiveAt: null,
    locksAt: null,
  }
}

function shown(ctx: Ctx, document: TermsDocument, row: typeof termsVersions.$inferSelect): TermsText {
  const { version, locale, title, summary, text, hash, mustAccept, audience } = row
  const { publishedAt, effectiveAt, locksAt } = row
  return {
    document,
    version,
    locale,
    title,
    summary,
    text,
    html: renderMarkdown(text, { origin: ctx.site, headings: 2 }),
    clauses: rendered(ctx, row.clauses),
    hash,
    mustAccept,
    audience,
    publishedAt,
    effectiveAt,
    locksAt,
  }
}

const rendered = (ctx: Ctx, clauses: readonly Clause[]) =>
  clauses.map((clause) => ({ ...clause, html: renderMarkdown(clause.text, { origin: ctx.site }) }))
