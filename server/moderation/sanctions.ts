import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import type { z } from 'zod'
import { sanctions } from '#db/schema/moderation.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#server/core/errors.ts'
import { type MemberId, newId, type SanctionId, type StatementId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { say } from '#server/core/words.ts'
import { lockSanctioned, restrict, sanctionable } from '#server/identity/index.ts'
import { clauseCited } from '#server/terms/index.ts'
import { restrictionsOf, skips } from './ladder.ts'
import { doerOf, log } from './logging.ts'
import { liftingInput, sanctionInput } from './sanction-input.ts'
import { isSelf, maySanction, standsAbove } from './sanction-policy.ts'
import { clauseInForce, state } from './statements.ts'
import { languageOf } from './views/person.ts'
import { postPlace } from './views/place.ts'
import { onRecord } from './views/record.ts'

type Wanted = z.output<typeof sanctionInput>
type Person = Awaited<ReturnType<typeof sanctionable>>
export type Sanction = typeof sanctions.$inferSelect

const day = 86_400_000

/**
 * A step of the ladder against a member (MOD-16): a note among moderators, a warning, a limit or a suspension, the last two
 * with an end. A step that is skipped needs a reason. All but notes are stated to the member, who may appeal.
 */
export async function sanctionMember(ctx: Ctx, input: z.input<typeof sanctionInput>) {
  const wanted = parse(sanctionInput, input)
  return change(ctx, async (tx) => {
    const { row, clause } = await prepare(tx, wanted, await lockSanctioned(tx, wanted))
    return impose(tx, row, { clause, message: wanted.message })
  })
}

/** What the member would be sent, without taking the step (UX-MOD-3). */
export async function sanctionPreview(ctx: Ctx, input: z.input<typeof sanctionInput>) {
  const wanted = parse(sanctionInput, input)
  const { row, clause } = await prepare(ctx, wanted, await sanctionable(ctx, wanted))
  return {
    kind: wanted.kind,
    clause: clause && { key: clause.key, title: clause.title, html: clause.html, version: clause.version },
    message: wanted.message || wanted.reason,
    limits: row.limits,
    until: row.until,
  }
}

/** The weight of flags suspends a new member for some hours: the system's sanction, stated and appealed like any other. */
export async function suspendByWeight(
  tx: Tx,
  { memberId, until, clause: key }: { memberId: MemberId; until: Date; clause: string },
) {
  await lockSanctioned(tx, { memberId })
  const clause = await clauseCited(tx, { key, locale: await languageOf(tx, memberId) })
  const reason = say('en', 'moderation.silence.reason')
  const row = {
    ...{ memberId, kind: 'suspension' as const, limits: [], reason, skipReason: null, at: tx.now, until },
    ...citedBy(clause),
    ...{ postId: null, topicId: null, boardId: null },
    ...doerOf(tx.actor),
  }
  return impose(tx, row, { clause, message: '' })
}

/** Everything a sanction's row holds, once it is sure that this actor may and that nothing is missing. */
async function prepare(ctx: Ctx | Tx, wanted: Wanted, person: Person) {
  const post = wanted.postId ? await postPlace(ctx, wanted.postId) : null
  if (wanted.postId && post?.authorId !== person.memberId)
    throw new Invalid([{ path: 'postId', key: 'moderation.sanction.post' }])
  if (isSelf(ctx.actor, person)) throw new Forbidden('moderation.sanction.self')
  permit(maySanction(ctx.actor, wanted.kind, post?.boardId ?? null))
  permit(standsAbove(ctx.actor, person), 'moderation.sanction.above')
  const locale = await languageOf(ctx, person.memberId)
  const clause = wanted.clause ? await clauseInForce(ctx, wanted.clause, { locale }) : null
  const skipped = skips(wanted.kind, await onRecord(ctx, person.memberId))
  if (skipped && wanted.skipReason === '')
    throw new Invalid([{ path: 'skipReason', key: 'moderation.sanction.skip' }])
  const row = {
    memberId: person.memberId,
    kind: wanted.kind,
    limits: wanted.kind === 'limit' ? wanted.limits : [],
    ...citedBy(clause),
    reason: wanted.reason,
    skipReason: skipped ? wanted.skipReason : null,
    postId: post?.id ?? null,
    topicId: post?.topicId ?? null,
    boardId: post?.boardId ?? null,
    ...doerOf(ctx.actor),
    at: ctx.now,
    until: wanted.days ? new Date(ctx.now.getTime() + wanted.days * day) : null,
  }
  return { row, clause }
}

type Cited = Awaited<ReturnType<typeof clauseCited>> | null
const citedBy = (clause: Cited) => ({
  clause: clause?.key ?? null,
  termsVersion: clause?.version ?? null,
  clauseTitle: clause?.title ?? null,
})

type Prepared = Omit<Sanction, 'id' | 'statementId' | 'liftedAt' | 'liftedAs' | 'liftReason' | 'endedAt'>

/** Writes a step, brings its effect about, states it and tells it; the member is locked by the caller. */
async function impose(tx: Tx, row: Prepared, { clause, message }: { clause: Cited; message: string }) {
  const id = newId<SanctionId>()
  const statementId = row.kind === 'note' ? null : newId<StatementId>()
  await tx.db.insert(sanctions).values({ id, ...row, statementId })
  if (row.kind !== 'note' && statementId)
    await state(tx, {
      ...{ id: statementId, sanctionId: id, kind: row.kind, clause, message },
      ...{ reason: row.reason, until: row.until },
      ...placeOf(row),
    })
  await enforce(tx, row.memberId)
  tell(tx, { id, ...row })
  const after = { sanction: id, limits: row.limits, until: row.until?.toISOString() ?? null }
  await log(tx, {
    action: `member.${deedOf[row.kind]}`,
    ...placeOf(row),
    statementId,
    clause: row.clause,
    termsVersion: row.termsVersion,
    reason: row.reason,
    after: { ...after, skipped: row.skipReason },
  })
  return { sanctionId: id, statementId, until: row.until, termsVersion: row.termsVersion }
}

const placeOf = ({
  memberId,
  postId,
  topicId,
  boardId,
}: Pick<Sanction, 'memberId' | 'postId' | 'topicId' | 'boardId'>) => ({
  memberId,
  postId,
  topicId,
  boardId,
})

const deedOf = { note: 'noted', warning: 'warned', limit: 'limited', suspension: 'suspended' } as const

function tell(
  tx: Tx,
  { id: sanctionId, memberId, kind, until }: Pick<Sanction, 'id' | 'memberId' | 'kind' | 'until'>,
) {
  if (kind === 'note') return tx.tell({ type: 'member.noted', sanctionId, notedId: memberId })
  if (kind === 'warning') return tx.tell({ type: 'member.warned', sanctionId, memberId })
  const lasting = { sanctionId, memberId, until: until?.toISOString() ?? '' }
  if (kind === 'limit') return tx.tell({ type: 'member.limited', ...lasting })
  return tx.tell({ type: 'member.suspended', ...lasting })
}

/** Brings what identity keeps of a member in line with the sanctions that hold now; the member is locked by the caller. */
export async function enforce(tx: Tx, memberId: MemberId) {
  const held = await tx.db
    .select()
    .from(sanctions)
    .where(and(eq(sanctions.memberId, memberId), isNull(sanctions.liftedAt)))
  await restrict(tx, { memberId, restrictions: restrictionsOf(held, tx.now) })
}

/** Ends a sanction before its time, or takes back one given in error, with a reason; what it closed is open at once. */
export async function liftSanction(ctx: Ctx, input: z.input<typeof liftingInput>): Promise<void> {
  const wanted = parse(liftingInput, input)
  return change(ctx, async (tx) => {
    const sanction = await lockSanction(tx, wanted.sanctionId)
    const person = await sanctionable(tx, sanction)
    if (isSelf(tx.actor, person)) throw new Forbidden('moderation.sanction.self')
    permit(maySanction(tx.actor, sanction.kind, sanction.boardId))
    permit(standsAbove(tx.actor, person), 'moderation.sanction.above')
    const over = sanction.until === null || sanction.until <= tx.now
    if (wanted.as === 'early' && over) throw new Conflict('moderation.lift.over')
    if (sanction.liftedAt) throw new Conflict('moderation.lift.again')
    await lift(tx, sanction, wanted)
  })
}

/** The member's row first, then the sanction's: in one order for all who sanction or lift. */
export async function lockSanction(tx: Tx, sanctionId: SanctionId): Promise<Sanction> {
  const ofId = eq(sanctions.id, sanctionId)
  const [whose] = await tx.db.select({ memberId: sanctions.memberId }).from(sanctions).where(ofId)
  if (!whose) throw new NotFound('sanction')
  await lockSanctioned(tx, whose)
  const [sanction] = await tx.db.select().from(sanctions).where(ofId).for('update')
  if (!sanction) throw new NotFound('sanction')
  return sanction
}

/** The lifting itself, for whoever has already decided that it is right; the member is locked. */
export async function lift(
  tx: Tx,
  sanction: Sanction,
  { as, reason }: { as: 'early' | 'overturned'; reason: string },
) {
  const { id: sanctionId, memberId, kind, statementId } = sanction
  await tx.db
    .update(sanctions)
    .set({ liftedAt: tx.now, liftedAs: as, liftReason: reason })
    .where(eq(sanctions.id, sanctionId))
  await enforce(tx, memberId)
  if (kind !== 'note') tx.tell({ type: 'sanction.lifted', sanctionId, memberId, kind, as, statementId })
  await log(tx, {
    action: 'sanction.lifted',
    ...placeOf(sanction),
    statementId: sanction.statementId,
    clause: sanction.clause,
    termsVersion: sanction.termsVersion,
    reason,
    before: { kind, until: sanction.until?.toISOString() ?? null },
    after: { sanction: sanctionId, as },
  })
}

/** Takes back the sanction that this statement told, if it still holds; false where there is nothing to take back. */
export async function liftStated(tx: Tx, statementId: StatementId, reason: string): Promise<boolean> {
  const [found] = await tx.db
    .select({ id: sanctions.id })
    .from(sanctions)
    .where(and(eq(sanctions.statementId, statementId), isNull(sanctions.liftedAt)))
  const sanction = found && (await lockSanction(tx, found.id))
  if (!sanction || sanction.liftedAt || (sanction.until && sanction.until <= tx.now)) return false
  await lift(tx, sanction, { as: 'overturned', reason })
  return true
}

const endedAtOnce = 200

/** Records and tells what ended by itself; the effect was over at its moment, whether or not this ever ran. */
export async function endSanctions(ctx: Ctx): Promise<number> {
  return change(ctx, async (tx) => {
    const over = await tx.db
      .select()
      .from(sanctions)
      .where(and(lte(sanctions.until, tx.now), isNull(sanctions.liftedAt), isNull(sanctions.endedAt)))
      .orderBy(asc(sanctions.until), asc(sanctions.id))
      .limit(endedAtOnce)
      .for('update', { skipLocked: true })
    for (const sanction of over) {
      const { id: sanctionId, memberId, kind, statementId } = sanction
      if (kind === 'note') continue
      await tx.db.update(sanctions).set({ endedAt: tx.now }).where(eq(sanctions.id, sanctionId))
      tx.tell({ type: 'sanction.ended', sanctionId, memberId, kind, statementId })
      await log(tx, {
        action: 'sanction.ended',
        ...placeOf(sanction),
        statementId: sanction.statementId,
        clause: sanction.clause,
        termsVersion: sanction.termsVersion,
        before: { kind, until: sanction.until?.toISOString() ?? null },
        after: { sanction: sanctionId },
      })
    }
    return over.length
  })
}
