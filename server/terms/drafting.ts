import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type TermsWords, termsDrafts } from '#db/schema/terms.ts'
import { isAdmin, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { audiencesOf, original, type TermsDocument } from './documents.ts'
import { draft, draftPublication, draftRef, draftTranslation } from './input.ts'
import { publishTerms } from './publishing.ts'
import { nextTexts } from './views/drafts.ts'

/**
 * An admin saves the next version of a document while it is being written (TERMS-01), in one language at a time; the first
 * saving starts from what holds now. What is not given stays. Nothing of it is public.
 */
export async function saveDraft(ctx: Ctx, input: z.input<typeof draft>): Promise<{ revision: number }> {
  const { document, locale, revision, ...wanted } = parse(draft, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const found = await locked(tx, document)
    if (revision !== undefined && revision !== (found?.revision ?? 0))
      throw new Conflict('terms.draft.changed')
    const texts = found?.texts ?? (await nextTexts(tx, document))
    const before = texts[locale] ?? texts[original]
    const words: TermsWords = {
      title: wanted.title ?? before?.title ?? '',
      summary: wanted.summary ?? '',
      text: wanted.text ?? before?.text ?? '',
      clauses: wanted.clauses ?? before?.clauses ?? [],
    }
    const row = {
      texts: { ...texts, [locale]: words },
      mustAccept: wanted.mustAccept ?? found?.mustAccept ?? false,
      audience: wanted.audience ?? found?.audience ?? audiencesOf(document)[0],
      graceDays: wanted.graceDays ?? found?.graceDays ?? 0,
      effectiveAt: wanted.effectiveAt === undefined ? (found?.effectiveAt ?? null) : wanted.effectiveAt,
      revision: (found?.revision ?? 0) + 1,
      savedBy: memberIdOf(tx.actor),
      savedAt: tx.now,
    }
    const written = await tx.db
      .insert(termsDrafts)
      .values({ document, ...row })
      .onConflictDoUpdate({
        target: termsDrafts.document,
        set: row,
        setWhere: unchanged(found?.revision ?? 0),
      })
      .returning({ revision: termsDrafts.revision })
    if (written.length === 0) throw new Conflict('terms.draft.changed')
    tx.tell({ type: 'terms.drafted', document, revision: row.revision })
    return { revision: row.revision }
  })
}

/** Two first savings at once meet in the row that neither saw: the second is told. */
const unchanged = (revision: number): SQL => sql`${termsDrafts.revision} = ${revision}`

async function locked(tx: Tx, document: TermsDocument) {
  const [found] = await tx.db
    .select()
    .from(termsDrafts)
    .where(eq(termsDrafts.document, document))
    .for('update')
  return found ?? null
}

/** The draft is thrown away; what holds stays as it is. Again changes nothing. */
export async function discardDraft(ctx: Ctx, input: z.input<typeof draftRef>): Promise<void> {
  const { document } = parse(draftRef, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const gone = await tx.db.delete(termsDrafts).where(eq(termsDrafts.document, document)).returning()
    if (gone.length > 0) tx.tell({ type: 'terms.draftDiscarded', document })
  })
}

/** Takes one language out of a draft; readers of it get English. English itself stays. */
export async function dropTranslation(ctx: Ctx, input: z.input<typeof draftTranslation>): Promise<void> {
  const { document, locale } = parse(draftTranslation, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const found = await locked(tx, document)
    if (!found || locale === original || !(locale in found.texts)) throw new NotFound('translation')
    const { [locale]: _gone, ...texts } = found.texts
    const revision = found.revision + 1
    await tx.db
      .update(termsDrafts)
      .set({ texts, revision, savedAt: tx.now, savedBy: memberIdOf(tx.actor) })
      .where(and(eq(termsDrafts.document, document)))
    tx.tell({ type: 'terms.drafted', document, revision })
  })
}

/** Publishes a draft as it was when it was looked at: another revision is refused. The draft is then gone. */
export async function publishDraft(ctx: Ctx, input: z.input<typeof draftPublication>) {
  const { document, revision } = parse(draftPublication, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const found = await locked(tx, document)
    if (!found) throw new Conflict('terms.draft.none')
    if (found.revision !== revision) throw new Conflict('terms.draft.changed')
    const { [original]: english, ...translations } = found.texts
    const published = await publishTerms(tx, {
      document,
      ...(english ?? { summary: '' }),
      translations,
      mustAccept: found.mustAccept,
      audience: found.audience,
      graceDays: found.graceDays,
      ...(found.effectiveAt ? { effectiveAt: found.effectiveAt } : {}),
    })
    await tx.db.delete(termsDrafts).where(eq(termsDrafts.document, document))
    return published
  })
}
