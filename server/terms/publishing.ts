import { createHash } from 'node:crypto'
import { eq, max } from 'drizzle-orm'
import type { z } from 'zod'
import { type Clause, termsVersions } from '#db/schema/terms.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict, Invalid } from '#server/core/errors.ts'
import { newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { drafts } from './documents.ts'
import { publication } from './input.ts'

/**
 * An admin publishes the next version of a document. It is never changed afterwards; a correction is another version.
 * A summary is required, because it is what people read (TERMS-05).
 */
export async function publishTerms(ctx: Ctx, input: z.input<typeof publication>) {
  const wanted = parse(publication, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const effectiveAt = wanted.effectiveAt ?? tx.now
    if (effectiveAt < tx.now) throw new Invalid([{ path: 'effectiveAt', key: 'terms.effectiveAt.past' }])
    const { document, summary, mustAccept } = wanted
    const text = wanted.text ?? drafts[document].text
    const clauses = wanted.clauses ?? drafts[document].clauses

    const [last] = await tx.db
      .select({ version: max(termsVersions.version) })
      .from(termsVersions)
      .where(eq(termsVersions.document, document))
    const version = (last?.version ?? 0) + 1
    const hash = textHash({ document, version, summary, text, clauses })
    const row = {
      id: newId<string>(),
      document,
      version,
      locale: 'en',
      summary,
      text,
      clauses,
      hash,
      mustAccept,
    }
    const written = await tx.db
      .insert(termsVersions)
      .values({ ...row, publishedAt: tx.now, effectiveAt })
      .onConflictDoNothing()
      .returning({ version: termsVersions.version })
    if (written.length === 0) throw new Conflict('error.conflict')

    tx.tell({ type: 'terms.published', document, version })
    return { document, version, hash, effectiveAt }
  })
}

/** What an acceptance refers to: SHA-256 over the text as published, its clauses and its summary. */
function textHash(parts: {
  document: string
  version: number
  summary: string
  text: string
  clauses: Clause[]
}) {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
