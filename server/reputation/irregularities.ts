import { and, asc, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import { voteFindingParts, voteFindings } from '#db/schema/irregularities.ts'
import { memberIdOf, moderates, system } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { type FindingId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import {
  countAcceptancesAgain,
  countVotesAgain,
  setAcceptancesAside,
  setVotesAside,
} from '#server/forum/index.ts'
import { settingsOf } from '#server/settings/index.ts'
import { findingRef } from './irregularity-input.ts'
import { type Irregular, irregularVotes } from './views/irregular.ts'

type PartKind = (typeof voteFindingParts.$inferInsert)['kind']

/**
 * The nightly look for votes that are no judgement of a post (REP-23): many from one person to another, from several
 * sign-ins of one person, answers accepted in return. Each finding is a transaction of its own, listed for moderators; by
 * default what it holds is set aside at once, and the ledger follows with the cause. Answers how many were found.
 */
export async function findIrregularities(ctx: Ctx): Promise<number> {
  const bySystem = { ...ctx, actor: system('reputation.irregularities') }
  const { irregularVotes: wish, serialVotes } = await settingsOf(ctx)
  if (wish === 'off') return 0
  let found = 0
  for (const irregular of await irregularVotes(bySystem, { serialVotes }))
    if (await hold(bySystem, irregular, wish)) found++
  return found
}

/** A vote that another rule of the same night took already is left to it. */
function hold(ctx: Ctx, irregular: Irregular, wish: 'reverse' | 'list'): Promise<boolean> {
  const { cause, rule, giverId, receiverId, evidence } = irregular
  const kind: PartKind = cause === 'swapped' ? 'acceptance' : 'vote'
  // house: silent change — a round that finds nothing new has nothing to tell
  return change(ctx, async (tx) => {
    const fresh = await unheld(tx, kind, irregular)
    if (fresh.length === 0) return false
    const id = newId<FindingId>()
    await tx.db.insert(voteFindings).values({
      ...{ id, cause, rule, giverId, receiverId, evidence, count: fresh.length, foundAt: tx.now },
      reversedAt: wish === 'reverse' ? tx.now : null,
    })
    await tx.db.insert(voteFindingParts).values(fresh.map((part) => ({ ...part, kind, findingId: id })))
    if (wish === 'reverse' && kind === 'vote')
      await setVotesAside(tx, { voteIds: fresh.map(({ subjectId }) => subjectId), cause })
    if (wish === 'reverse' && kind === 'acceptance')
      await setAcceptancesAside(tx, { postIds: fresh.map(({ postId }) => postId) })
    tx.tell({ type: 'irregularity.found', findingId: id, cause })
    return true
  })
}

async function unheld(tx: Tx, kind: PartKind, { subjectIds, postIds }: Irregular) {
  const held = await tx.db
    .select({ subjectId: voteFindingParts.subjectId })
    .from(voteFindingParts)
    .where(and(eq(voteFindingParts.kind, kind), inArray(voteFindingParts.subjectId, subjectIds)))
  const known = new Set(held.map(({ subjectId }) => subjectId))
  return subjectIds.flatMap((subjectId, n) => {
    const postId = postIds[n]
    return known.has(subjectId) || !postId ? [] : [{ subjectId, postId }]
  })
}

/** A moderator finds nothing wrong with it: everything counts again as it was given, and is not found a second time. */
export async function dismissFinding(ctx: Ctx, input: z.input<typeof findingRef>) {
  const { findingId } = parse(findingRef, input)
  return change(ctx, async (tx) => {
    permit(moderates(tx.actor), 'irregularity.moderators')
    const [finding] = await tx.db
      .select()
      .from(voteFindings)
      .where(eq(voteFindings.id, findingId))
      .for('update')
    if (!finding) throw new NotFound('finding')
    if (finding.dismissedAt) return
    await tx.db
      .update(voteFindings)
      .set({ dismissedAt: tx.now, dismissedBy: memberIdOf(tx.actor) })
      .where(eq(voteFindings.id, findingId))
    const parts = await tx.db
      .select()
      .from(voteFindingParts)
      .where(eq(voteFindingParts.findingId, findingId))
      .orderBy(asc(voteFindingParts.subjectId))
    const of = (kind: PartKind) => parts.filter((part) => part.kind === kind)
    await countVotesAgain(tx, { voteIds: of('vote').map(({ subjectId }) => subjectId) })
    await countAcceptancesAgain(tx, { postIds: of('acceptance').map(({ postId }) => postId) })
    tx.tell({ type: 'irregularity.dismissed', findingId })
  })
}
