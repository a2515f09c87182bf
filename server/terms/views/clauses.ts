import type { z } from 'zod'
import type { Clause } from '#db/schema/terms.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Invalid, NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { type Citation, clauseRef, inLocale } from '../input.ts'
import { drafts } from '../documents.ts'
import { currentTerms, newestWith, termsVersion, versionInForce } from './versions.ts'

const mainTerms = 'terms-of-service'

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
 * A clause as it is cited now, whole: as it is in force; else as it stood last, for a report may name what a newer version
 * dropped; else by its key alone. With `version`, as it stood in that one (TERMS-08); in `locale` where it is for another
 * reader than who asks.
 */
export async function clauseCited(
  ctx: Ctx,
  { key, version, locale }: { key: string; version?: number | undefined; locale?: string | undefined },
): Promise<ClauseShown> {
  const wanted = version ?? (await versionCiting(ctx, key))
  const { clauses } = await termsVersion(ctx, { version: wanted, locale })
  const found = clauses.find((clause) => clause.key === key)
  return { ...(found ?? { key, title: key, text: '', html: '' }), version: wanted }
}

/** The newest version in force that has the clause, or had it; the one in force for a key that never was a clause. */
async function versionCiting(ctx: Ctx, key: string): Promise<number> {
  const [inForce, last] = await Promise.all([
    versionInForce(ctx, mainTerms),
    newestWith(ctx, { document: mainTerms, key }),
  ])
  return last ?? (drafts[mainTerms].clauses.some((clause) => clause.key === key) ? 0 : inForce)
}

/** A clause that something was decided under: enough to name it and to lead to its words as they stood. */
export type CitedClause = { key: string; version: number; title: string }
type Citing = { clause: string | null; termsVersion: number | null }

/** Rows with the clause that each cites, named as it was named then (TERMS-08); null where it cites none. */
export async function withCited<Row extends Citing>(
  ctx: Ctx,
  found: readonly Row[],
): Promise<(Row & { cited: CitedClause | null })[]> {
  const versions = new Set(found.flatMap(({ termsVersion }) => (termsVersion === null ? [] : [termsVersion])))
  const texts = await Promise.all([...versions].map((version) => termsVersion(ctx, { version })))
  const named = new Map(
    texts.flatMap(({ version, clauses }) =>
      clauses.map(({ key, title }) => [`${key} ${version}`, { key, version, title }]),
    ),
  )
  return found.map((row) => ({ ...row, cited: named.get(`${row.clause} ${row.termsVersion}`) ?? null }))
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
