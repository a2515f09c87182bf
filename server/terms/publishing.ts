import { createHash } from 'node:crypto'
import { and, eq, max } from 'drizzle-orm'
import type { z } from 'zod'
import { type TermsWords, termsVersions } from '#db/schema/terms.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { wordDiff } from '#server/core/diff.ts'
import { Conflict, Invalid } from '#server/core/errors.ts'
import { newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { audiencesOf, drafts, original, type TermsDocument } from './documents.ts'
import { publication } from './input.ts'
import { changesIn, whole } from './wording.ts'

const day = 86_400_000

/**
 * An admin publishes the next version of a document, in English and whatever else it was translated to. It is never changed
 * afterwards; a correction is another version. A summary is required, because it is what people read (TERMS-05).
 */
export async function publishTerms(ctx: Ctx, input: z.input<typeof publication>) {
  const wanted = parse(publication, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const { document, mustAccept, graceDays } = wanted
    const effectiveAt = wanted.effectiveAt ?? tx.now
    if (effectiveAt < tx.now) throw new Invalid([{ path: 'effectiveAt', key: 'terms.effectiveAt.past' }])
    const audience = audienceOf(wanted)

    const english = wordsOf(document, wanted)
    const last = await newest(tx, document)
    const version = (last?.version ?? 0) + 1
    const translations = Object.entries(wanted.translations).map(([locale, words]) => ({
      locale,
      words: {
        title: words.title ?? english.title,
        summary: words.summary,
        text: words.text,
        clauses: words.clauses ?? english.clauses,
      },
    }))
    const rows = [{ locale: original, words: english }, ...translations].map(({ locale, words }) => ({
      id: newId<string>(),
      document,
      version,
      locale,
      ...words,
      hash: textHash({ document, version, locale, ...words }),
      mustAccept,
      audience,
      publishedAt: tx.now,
      effectiveAt,
      locksAt: new Date(effectiveAt.getTime() + graceDays * day),
      changes: last ? changesIn(wordDiff(whole(last), whole(english))) : 0,
    }))
    const written = await tx.db.insert(termsVersions).values(rows).onConflictDoNothing().returning()
    const shown = written.find(({ locale }) => locale === original)
    if (!shown || written.length < rows.length) throw new Conflict('error.conflict')

    tx.tell({ type: 'terms.published', document, version })
    return { document, version, hash: shown.hash, effectiveAt, locksAt: shown.locksAt }
  })
}

type Wanted = z.output<typeof publication>

/** Whom it binds, where the document leaves a choice; what moderators alone may read can bind nobody. */
function audienceOf({ document, audience, mustAccept }: Wanted) {
  const possible = audiencesOf(document)
  if (mustAccept && document === 'moderation-guideline')
    throw new Invalid([{ path: 'mustAccept', key: 'terms.mustAccept.guideline' }])
  if (audience && !possible.includes(audience))
    throw new Invalid([{ path: 'audience', key: 'terms.audience.staff' }])
  return audience ?? possible[0]
}

const wordsOf = (document: TermsDocument, { title, summary, text, clauses }: Wanted): TermsWords => ({
  title: title ?? drafts[document].title,
  summary,
  text: text ?? drafts[document].text,
  clauses: clauses ?? drafts[document].clauses,
})

async function newest(tx: Tx, document: TermsDocument) {
  const ours = and(eq(termsVersions.document, document), eq(termsVersions.locale, original))
  const last = tx.db
    .select({ version: max(termsVersions.version) })
    .from(termsVersions)
    .where(ours)
  const [row] = await tx.db
    .select()
    .from(termsVersions)
    .where(and(ours, eq(termsVersions.version, last)))
  return row ?? null
}

/** What an acceptance refers to: SHA-256 over the text as published in one language, its clauses and its summary. */
function textHash(parts: TermsWords & { document: string; version: number; locale: string }) {
  const { document, version, locale, title, summary, text, clauses } = parts
  return createHash('sha256')
    .update(JSON.stringify({ document, version, locale, title, summary, text, clauses }))
    .digest('hex')
}
