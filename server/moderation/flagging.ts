import { and, count, eq, gt, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import { authorNotes, flags } from '#db/schema/moderation.ts'
import { able, isMember, isStaff, type Member, moderates } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Forbidden, Invalid, NotFound, TooMany } from '#server/core/errors.ts'
import { type FlagId, type MemberId, newId, type PostId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { mustBeUnrestricted, postInView } from '#server/forum/index.ts'
import { memberIdByHandle } from '#server/identity/index.ts'
import { bandAt, settingsOf } from '#server/settings/index.ts'
import { type Cited, citedReason } from './citing.ts'
import { afterFlag } from './consequences.ts'
import { flagInput, flagRef, memberFlagInput } from './input.ts'
import { lockItem, openItem } from './items.ts'
import { canFlag } from './policy.ts'
import { flagWeight } from './scoring.ts'
import { accuracyOf, weighItem } from './weighing.ts'

const dayLong = 86_400_000

/**
 * A member reports a post under a clause, or for another reason in words (MOD-01). Once each: again changes the reason,
 * until it is judged. Neither the flag's score nor anything of the CRM is ever shown.
 */
export async function flagPost(ctx: Ctx, input: z.input<typeof flagInput>) {
  const wanted = parse(flagInput, input)
  return change(ctx, async (tx) => {
    const flagger = asFlagger(tx)
    mustBeUnrestricted(tx, 'votes')
    const post = await postInView(tx, wanted)
    permit(canFlag(flagger, post), 'moderation.flag.refused')
    if (wanted.takeAction) permit(moderates(flagger, post))
    const clause = await citedReason(tx, wanted)
    const earlier = await ownFlag(tx, and(eq(flags.postId, post.id), eq(flags.flaggerId, flagger.memberId)))
    if (earlier?.judgedAt && !(post.editedAt && post.editedAt > earlier.judgedAt))
      throw new Conflict('moderation.flag.judged')
    const subject = { kind: 'flags' as const, subject: { post: post.id } }
    if (earlier && !earlier.judgedAt) return revise(tx, earlier, { clause, note: wanted.note })

    await mayFlagToday(tx, flagger)
    const { id: itemId } = await openItem(tx, { ...subject, reasons: [], score: 0 })
    const flagId = await write(tx, flagger, {
      itemId,
      clause,
      note: wanted.note,
      postId: post.id,
      memberId: post.authorId,
      linkedPosts: [],
      topicId: post.topicId,
      takeAction: wanted.takeAction,
    })
    tx.tell({
      type: 'post.flagged',
      flagId,
      flaggerId: flagger.memberId,
      clause: clause.key,
      postId: post.id,
    })
    await weighItem(tx, await lockItem(tx, itemId))
    await afterFlag(tx, { itemId, topicId: post.topicId, memberId: post.authorId })
    return { flagId, itemId, changed: false }
  })
}

/** A member reports a person, naming at least one post of theirs that shows it (MOD-01). Hides nothing by itself. */
export async function flagMember(ctx: Ctx, input: z.input<typeof memberFlagInput>) {
  const wanted = parse(memberFlagInput, input)
  const flagged = await memberIdByHandle(ctx, wanted.handle.replace(/^@/, ''))
  const [first, ...others] = await postsOfPerson(ctx, { memberId: flagged, postIds: wanted.posts })
  return change(ctx, async (tx) => {
    const flagger = asFlagger(tx)
    mustBeUnrestricted(tx, 'votes')
    if (flagged === flagger.memberId || !able(flagger, 'flag')) throw new Forbidden('moderation.flag.refused')
    const clause = await citedReason(tx, wanted)
    const earlier = await ownFlag(
      tx,
      and(
        isNull(flags.postId),
        eq(flags.memberId, flagged),
        eq(flags.flaggerId, flagger.memberId),
        isNull(flags.judgedAt),
      ),
    )
    if (earlier) return revise(tx, earlier, { clause, note: wanted.note })

    await mayFlagToday(tx, flagger)
    const { id: itemId } = await openItem(tx, {
      kind: 'flags',
      subject: { member: flagged, post: first.id },
      reasons: [],
      score: 0,
    })
    const flagId = await write(tx, flagger, {
      itemId,
      clause,
      note: wanted.note,
      postId: null,
      memberId: flagged,
      linkedPosts: [first, ...others].map((post) => post.id),
      topicId: first.topicId,
      takeAction: false,
    })
    tx.tell({
      type: 'member.flagged',
      flagId,
      flaggerId: flagger.memberId,
      clause: clause.key,
      flaggedId: flagged,
    })
    await weighItem(tx, await lockItem(tx, itemId))
    return { flagId, itemId, changed: false }
  })
}

/** One's own report is taken back while nobody has judged it. */
export async function withdrawFlag(ctx: Ctx, input: z.input<typeof flagRef>) {
  const { flagId } = parse(flagRef, input)
  return change(ctx, async (tx) => {
    const flagger = asFlagger(tx)
    const flag = await ownFlag(tx, and(eq(flags.id, flagId), eq(flags.flaggerId, flagger.memberId)))
    if (!flag) throw new NotFound('flag')
    if (flag.judgedAt) throw new Conflict('moderation.flag.judged')
    const item = await lockItem(tx, flag.itemId)
    await tx.db.update(flags).set({ withdrawnAt: tx.now }).where(eq(flags.id, flagId))
    tx.tell({ type: 'flag.changed', flagId, flaggerId: flagger.memberId, clause: null })
    await weighItem(tx, item)
  })
}

type Flag = typeof flags.$inferSelect

/** Reports bear a name; nobody but moderators reads it. */
export const asFlagger = (tx: Tx): Member => {
  if (!isMember(tx.actor)) throw new Forbidden('moderation.member')
  return tx.actor
}

async function ownFlag(tx: Tx, where: ReturnType<typeof and>): Promise<Flag | null> {
  const found = await tx.db
    .select()
    .from(flags)
    .where(and(where, isNull(flags.withdrawnAt)))
    .for('update')
  return found.find((flag) => !flag.judgedAt) ?? found.at(-1) ?? null
}

async function revise(tx: Tx, flag: Flag, { clause, note }: { clause: Cited; note: string }) {
  const same = flag.clause === clause.key && flag.note === note
  if (same) return { flagId: flag.id, itemId: flag.itemId, changed: false }
  await tx.db
    .update(flags)
    .set({ clause: clause.key, termsVersion: clause.version, note, changedAt: tx.now })
    .where(eq(flags.id, flag.id))
  tx.tell({ type: 'flag.changed', flagId: flag.id, flaggerId: flag.flaggerId, clause: clause.key })
  const item = await lockItem(tx, flag.itemId)
  await weighItem(tx, item)
  await afterFlag(tx, { itemId: flag.itemId, topicId: flag.topicId, memberId: flag.memberId })
  return { flagId: flag.id, itemId: flag.itemId, changed: true }
}

/** Reports and notes of the last 24 hours together stay within the limit; staff have none. */
export async function mayFlagToday(tx: Tx, flagger: Member) {
  if (isStaff(flagger)) return
  const { flagsPerDay } = await settingsOf(tx)
  const since = new Date(tx.now.getTime() - dayLong)
  const [reports] = await tx.db
    .select({ count: count() })
    .from(flags)
    .where(and(eq(flags.flaggerId, flagger.memberId), gt(flags.at, since)))
  const [noted] = await tx.db
    .select({ count: count() })
    .from(authorNotes)
    .where(and(eq(authorNotes.fromId, flagger.memberId), gt(authorNotes.at, since)))
  if ((reports?.count ?? 0) + (noted?.count ?? 0) >= flagsPerDay)
    throw new TooMany('moderation.flag.limit', 3600, { limit: flagsPerDay })
}

type Written = Pick<Flag, 'itemId' | 'note' | 'postId' | 'memberId' | 'linkedPosts' | 'topicId'> & {
  clause: Cited
  takeAction: boolean
}

async function write(tx: Tx, flagger: Member, { clause, takeAction, ...flag }: Written): Promise<FlagId> {
  const id = newId<FlagId>()
  const settings = await settingsOf(tx)
  const weight = flagWeight({
    ...(await accuracyOf(tx, flagger.memberId)),
    band: isStaff(flagger) ? 5 : bandAt(settings, flagger.reputation),
    typeBonus: settings.flagBonuses[clause.key] ?? 0,
    takeAction,
  })
  await tx.db.insert(flags).values({
    id,
    ...flag,
    flaggerId: flagger.memberId,
    clause: clause.key,
    termsVersion: clause.version,
    weight,
    at: tx.now,
  })
  return id
}

async function postsOfPerson(
  ctx: Ctx,
  { memberId, postIds }: { memberId: MemberId; postIds: readonly PostId[] },
) {
  const found = []
  for (const postId of new Set(postIds)) {
    const post = await postInView(ctx, { postId })
    if (post.authorId !== memberId) throw new Invalid([{ path: 'posts', key: 'moderation.flag.theirs' }])
    permit(post.visibility === 'public', 'moderation.flag.refused')
    found.push(post)
  }
  const [first, ...others] = found
  if (!first) throw new Invalid([{ path: 'posts', key: 'moderation.flag.posts' }])
  return [first, ...others] as const
}
