import type { z } from 'zod'
import type { Clause } from '#db/schema/terms.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid, NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { type Citation, clauseRef, inLocale } from '../input.ts'
import { currentTerms, termsVersion } from './versions.ts'

/** A rule by name: `text` is Markdown, `html` the same rendered; `version` of the terms it stands in, 0 the draft. */
export type ClauseShown = Clause & { html: string; version: number }

/**
 * The clauses of the terms of service in force at `ctx.now`, in their order: each is a reason to flag or remove
 * (TERMS-07). In `locale` where there is a translation, else in English.
 */
export async function clausesInForce(ctx: Ctx, input: z.input<typeof inLocale> = {}): Promise<ClauseShown[]> {
  const { locale } = parse(inLocale, input)
  const { version, clauses } = await currentTerms(ctx, { locale })
  return clauses.map((clause) => ({ ...clause, version }))
}

/**
 * What to store beside a decision (TERMS-08): the clause with the version it stands in, out of what `clausesInForce`
 * answered. Pure. Refuses a key that names no clause in force, as the field `clause`.
 */
export function citationOf(clauses: readonly Pick<ClauseShown, 'key' | 'version'>[], key: string): Citation {
  const found = clauses.find((clause) => clause.key === key)
  if (!found) throw new Invalid([{ path: 'clause', key: 'terms.clause.unknown' }])
  return { clause: found.key, version: found.version }
}

/** A cited clause as it stood in that version, however many newer ones there are (TERMS-08). 404 for one never there. */
export async function clauseAt(ctx: Ctx, input: z.input<typeof clauseRef>): Promise<ClauseShown> {
  const { key, version, locale } = parse(clauseRef, input)
  const { clauses } = await termsVersion(ctx, { version, locale })
  const found = clauses.find((clause) => clause.key === key)
  if (!found) throw new NotFound('clause')
  return { ...found, version }
}

/**
 * The moderation guideline's text for a clause, to stand beside that reason (TERMS-09); null where it says nothing about
 * it. Throws NotFound for everyone without a moderator's role.
 */
export async function guidelineFor(
  ctx: Ctx,
  clauseKey: string,
  input: z.input<typeof inLocale> = {},
): Promise<ClauseShown | null> {
  const { locale } = parse(inLocale, input)
  const { version, clauses } = await currentTerms(ctx, { document: 'moderation-guideline', locale })
  const found = clauses.find(({ key }) => key === clauseKey)
  return found ? { ...found, version } : null
}
