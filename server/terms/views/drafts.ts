import { and, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { type TermsWords, termsDrafts, termsVersions } from '#db/schema/terms.ts'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { wordDiff } from '#server/core/diff.ts'
import { renderMarkdown } from '#server/core/markdown.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { audiencesOf, documents, drafts, original, type TermsDocument } from '../documents.ts'
import { draftRef } from '../input.ts'
import { changesIn, whole } from '../wording.ts'
import { newestVersion } from './versions.ts'

/** The next version of a document as an admin left it, or what it would start from: `revision` 0 then. */
export async function termsDraft(ctx: Ctx, input: z.input<typeof draftRef>) {
  permit(isAdmin(ctx.actor))
  const { document } = parse(draftRef, input)
  const [found] = await ctx.db.select().from(termsDrafts).where(eq(termsDrafts.document, document))
  const audiences = audiencesOf(document)
  if (found) return { ...found, document, audiences }
  return {
    document,
    audiences,
    texts: await nextTexts(ctx, document),
    mustAccept: false,
    audience: audiences[0],
    graceDays: 0,
    effectiveAt: null,
    revision: 0,
    savedBy: null,
    savedAt: null,
  }
}

/** What the next version starts from: the newest published in all its languages, else the shipped text. No summary yet. */
export async function nextTexts(
  ctx: Pick<Ctx, 'db'>,
  document: TermsDocument,
): Promise<Record<string, TermsWords>> {
  const texts = await publishedTexts(ctx, document)
  if (!texts[original]) {
    const { title, summary, text, clauses } = drafts[document]
    return { [original]: { title, summary, text, clauses } }
  }
  return Object.fromEntries(
    Object.entries(texts).map(([locale, words]) => [locale, { ...words, summary: '' }]),
  )
}

async function publishedTexts(
  ctx: Pick<Ctx, 'db'>,
  document: TermsDocument,
): Promise<Record<string, TermsWords>> {
  const version = await newestVersion(ctx, document)
  const found = await ctx.db
    .select()
    .from(termsVersions)
    .where(and(eq(termsVersions.document, document), eq(termsVersions.version, version)))
  return Object.fromEntries(
    found.map(({ locale, title, summary, text, clauses }) => [locale, { title, summary, text, clauses }]),
  )
}

/** What publishing the draft would change, language by language, word by word, against the newest published (TERMS-01). */
export async function draftReview(ctx: Ctx, input: z.input<typeof draftRef>) {
  const draft = await termsDraft(ctx, input)
  const { document } = draft
  const [published, newest] = await Promise.all([publishedTexts(ctx, document), newestVersion(ctx, document)])
  const texts = Object.entries(draft.texts).map(([locale, words]) => {
    const before = published[locale]
    const difference = before ? wordDiff(whole(before), whole(words)) : null
    return {
      locale,
      ...words,
      html: renderMarkdown(words.text, { origin: ctx.site, headings: 2 }),
      difference,
      changes: difference ? changesIn(difference) : 0,
    }
  })
  return { ...draft, version: newest + 1, texts }
}

/** Every document with what holds, what is announced and whether something is being written; for admins. */
export async function termsOverview(ctx: Ctx) {
  permit(isAdmin(ctx.actor))
  const { document, version, mustAccept, effectiveAt } = termsVersions
  const [versions, drafted] = await Promise.all([
    ctx.db
      .select({ document, version, mustAccept, effectiveAt })
      .from(termsVersions)
      .where(eq(termsVersions.locale, original))
      .orderBy(desc(version)),
    ctx.db.select({ document: termsDrafts.document, savedAt: termsDrafts.savedAt }).from(termsDrafts),
  ])
  return documents.map((name) => {
    const own = versions.filter((row) => row.document === name)
    const [newest] = own
    return {
      document: name,
      current: own.find((row) => row.effectiveAt <= ctx.now) ?? null,
      scheduled: newest && newest.effectiveAt > ctx.now ? newest : null,
      draftSavedAt: drafted.find((row) => row.document === name)?.savedAt ?? null,
    }
  })
}
