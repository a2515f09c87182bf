import { and, desc, eq, gt, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { z } from 'zod'
import { acceptances, termsVersions } from '#db/schema/terms.ts'
import { isMember } from '#server/core/actor.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, NotFound } from '#server/core/errors.ts'
import { type MemberId, newId } from '#server/core/ids.ts'
import { shortNetwork } from '#server/core/network.ts'
import { parse } from '#server/core/parse.ts'
import { rows } from '#server/core/rows.ts'
import { gating } from './documents.ts'
import { acceptance } from './input.ts'

/**
 * The member who acts accepts a published version: one record, never changed (TERMS-03). Again changes nothing. A
 * version that another has replaced can no longer be accepted.
 */
export async function acceptTerms(ctx: Ctx, input: z.input<typeof acceptance>) {
  const { document, version, method, network } = parse(acceptance, input)
  const { actor } = ctx
  if (!isMember(actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  return changeUngated(ctx, async (tx) => {
    const same = and(eq(termsVersions.document, document), eq(termsVersions.version, version))
    const [published] = await tx.db.select().from(termsVersions).where(same)
    if (!published) throw new NotFound('terms')
    if (await replaced(tx, { document, version })) throw new Conflict('terms.accept.replaced')

    const { hash, locale } = published
    const written = await tx.db
      .insert(acceptances)
      .values({
        id: newId<string>(),
        memberId: actor.memberId,
        document,
        version,
        hash,
        locale,
        method: method ?? (actor.viaKey ? 'api' : 'page'),
        network: shortNetwork(network),
        at: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: acceptances.id })
    if (written.length > 0) tx.tell({ type: 'terms.accepted', memberId: actor.memberId, document, version })
    return recordOf(tx, { memberId: actor.memberId, document, version })
  })
}

/** The one record of it, from now or from before. */
async function recordOf(tx: Tx, which: { memberId: MemberId; document: string; version: number }) {
  const { memberId, document, version } = which
  const [record] = await tx.db
    .select({
      document: acceptances.document,
      version: acceptances.version,
      hash: acceptances.hash,
      at: acceptances.at,
    })
    .from(acceptances)
    .where(
      and(
        eq(acceptances.memberId, memberId),
        eq(acceptances.document, document),
        eq(acceptances.version, version),
      ),
    )
  if (!record) throw new Conflict('error.conflict')
  return record
}

async function replaced(
  ctx: Pick<Ctx, 'db' | 'now'>,
  { document, version }: { document: string; version: number },
) {
  const [newest] = await ctx.db
    .select({ version: termsVersions.version })
    .from(termsVersions)
    .where(
      and(
        eq(termsVersions.document, document),
        sql`${termsVersions.effectiveAt} <= ${ctx.now.toISOString()}`,
      ),
    )
    .orderBy(desc(termsVersions.version))
    .limit(1)
  return newest !== undefined && version < newest.version
}

/**
 * The version this member still has to accept before writing, or null, as a scalar for the select that loads an actor:
 * the newest in force, once a must-accept one came after what was accepted last. Ghosts owe nothing until claimed, which
 * is for the caller to say.
 */
export const dueVersion = (memberId: SQLWrapper | SQL, now: Date): SQL<number | null> => sql<number | null>`(
  select max(v.version) from ${termsVersions} v
  where v.document = ${gating} and v.effective_at <= ${now.toISOString()}::timestamptz
  having max(v.version) filter (where v.must_accept) > coalesce((
    select max(a.version) from ${acceptances} a where a.member_id = ${memberId} and a.document = ${gating}), 0))`

/** What this member has to accept before writing (TERMS-02), or null. */
export async function termsDueFor(ctx: Pick<Ctx, 'db' | 'now'>, memberId: MemberId) {
  const [row] = await rows<{ version: number | null }>(
    ctx.db,
    sql`select ${dueVersion(sql`${memberId}::uuid`, ctx.now)} as version`,
  )
  return row?.version ? { document: gating, version: row.version } : null
}

/** A must-accept version that is announced and not yet in force: the notice of the grace period (TERMS-04). */
export async function termsAhead(ctx: Pick<Ctx, 'db' | 'now'>) {
  const [row] = await ctx.db
    .select({
      version: termsVersions.version,
      summary: termsVersions.summary,
      effectiveAt: termsVersions.effectiveAt,
    })
    .from(termsVersions)
    .where(
      and(
        eq(termsVersions.document, gating),
        eq(termsVersions.mustAccept, true),
        gt(termsVersions.effectiveAt, ctx.now),
      ),
    )
    .orderBy(desc(termsVersions.version))
    .limit(1)
  return row ?? null
}
