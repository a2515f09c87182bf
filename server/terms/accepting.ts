import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { acceptances } from '#db/schema/terms.ts'
import { isMember } from '#server/core/actor.ts'
import { changeUngated } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, NotFound } from '#server/core/errors.ts'
import { type MemberId, newId } from '#server/core/ids.ts'
import { shortNetwork } from '#server/core/network.ts'
import { parse } from '#server/core/parse.ts'
import { canReadTerms } from './documents.ts'
import { acceptance } from './input.ts'
import { versionInForce, versionRow } from './views/versions.ts'

/**
 * The member who acts accepts a published version, or one that is announced: one record, never changed, of the text as it
 * was shown in a language (TERMS-03). Again changes nothing. A version that another has replaced can no longer be accepted.
 */
export async function acceptTerms(ctx: Ctx, input: z.input<typeof acceptance>) {
  const { document, version, locale, method, network } = parse(acceptance, input)
  const { actor } = ctx
  if (!isMember(actor)) throw new Forbidden('error.signIn', { type: 'sign-in-required' })
  if (!canReadTerms(actor, document)) throw new NotFound('terms')
  return changeUngated(ctx, async (tx) => {
    const published = await versionRow(tx, { document, version, locale })
    if (!published) throw new NotFound('terms')
    if (version < (await versionInForce(tx, document))) throw new Conflict('terms.accept.replaced')

    const written = await tx.db
      .insert(acceptances)
      .values({
        id: newId<string>(),
        memberId: actor.memberId,
        document,
        version,
        hash: published.hash,
        locale: published.locale,
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
      locale: acceptances.locale,
      method: acceptances.method,
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
