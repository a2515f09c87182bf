import type { z } from 'zod'
import { memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid } from '#server/core/errors.ts'
import type { DecisionId, MemberId, ReviewItemId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { memberNames } from '#server/identity/index.ts'
import { mustDecideAppeal, rejudgeFlags } from './appeal-effects.ts'
import { type Cited, citedClause, otherReason } from './citing.ts'
import { type Done, deedsFor, type Ending, type Wanted } from './deeds.ts'
import { decisionInput } from './input.ts'
import { endItem, type Item, judgesPost, openBeside, record } from './items.ts'
import { judgeFlags } from './judging.ts'
import { canDecide, reviews } from './policy.ts'
import { askForSecond, skipItem, snoozeItem } from './tending.ts'
import { itemInView } from './views/item-in-view.ts'
import { postStanding } from './views/subject.ts'
import { openFlags } from './weighing.ts'

type Decided = { itemId: ReviewItemId; decisionId: DecisionId; action: string }

/**
 * A moderator decides an item, or puts it off. Of two at once exactly one is stored; the other gets 409 with who and what
 * (MOD-09). Hiding needs clause and message, turning down a message (MOD-22).
 */
export async function decideItem(ctx: Ctx, input: z.input<typeof decisionInput>): Promise<Decided> {
  permit(reviews(ctx.actor), 'moderation.moderatorsOnly')
  const wanted = parse(decisionInput, input)
  return change(ctx, async (tx) => {
    const item = await itemInView(tx, wanted)
    await mustBeAsRead(tx, item, wanted)
    if (wanted.action === 'skip') return skipItem(tx, item)
    if (wanted.action === 'snooze') return snoozeItem(tx, item, wanted)
    if (item.kind === 'appeal') await mustDecideAppeal(tx, item)
    permit(canDecide(tx.actor, item), 'moderation.item.own')
    if (wanted.action === 'second') return askForSecond(tx, item, wanted)
    return end(tx, item, wanted)
  })
}

async function end(tx: Tx, item: Item, wanted: Wanted): Promise<Decided> {
  const action = wanted.action as Ending
  const deed = deedsFor(item)[action]
  if (!deed) throw new Invalid([{ path: 'action', key: 'moderation.action.refused' }])
  const cited = await citedFor(tx, wanted)
  // read before the deed, which judges the flags or changes what they were about
  const under = async (of: Item) => cited ?? (await citedByFlags(tx, of, action))
  const [clause, openToo] = [await under(item), judgesPost(item) ? await openBeside(tx, item) : []]
  const done = await deed(tx, item, wanted)
  const decision = { action, ...asCited(clause) }
  const words = { reason: wanted.reason || wanted.message, message: wanted.message }
  const decisionId = await settle(tx, item, { ...decision, ...words, done })
  if (done.after.overturned === true && item.postId) await rejudgeFlags(tx, item.postId, decisionId)
  for (const beside of openToo)
    await settle(tx, beside, {
      ...decision,
      ...asCited(await under(beside)),
      ...words,
      done: { before: {}, after: { with: decisionId }, upheld: done.upheld },
    })
  return { itemId: item.id, decisionId, action }
}

type Settled = {
  action: Ending
  clause: string | null
  termsVersion: number | null
  reason: string
  message: string
  done: Done
}

/** Stores a decision, ends the item, judges its flags and tells. */
async function settle(tx: Tx, item: Item, { done, ...decision }: Settled): Promise<DecisionId> {
  const decisionId = await record(tx, item.id, { ...decision, before: done.before, after: done.after })
  await endItem(tx, item, { state: 'decided', outcome: decision.action })
  if (done.upheld !== null) await judgeFlags(tx, { itemId: item.id, upheld: done.upheld, decisionId })
  tx.tell({
    type: 'review.decided',
    itemId: item.id,
    kind: item.kind,
    decisionId,
    action: decision.action,
    clause: decision.clause,
    deciderId: memberIdOf(tx.actor),
    postId: item.postId,
    authorId: item.memberId,
  })
  return decisionId
}

const asCited = (cited: Cited | null) => ({
  clause: cited?.key ?? null,
  termsVersion: cited?.version ?? null,
})

/** What is let stand is judged by a rule too: the one that most of its flags name, so that both outcomes are precedents. */
async function citedByFlags(tx: Tx, item: Item, action: Ending): Promise<Cited | null> {
  if ((action !== 'approve' && action !== 'fix') || item.kind !== 'flags') return null
  const counted = new Map<string, number>()
  for (const { clause } of await openFlags(tx, item.id)) counted.set(clause, (counted.get(clause) ?? 0) + 1)
  const [named] = [...counted]
    .filter(([key]) => key !== otherReason)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  if (!named) return null
  // a clause that is in force no longer is cited no more
  return citedClause(tx, named[0]).catch((error: unknown) => {
    if (error instanceof Invalid) return null
    throw error
  })
}

async function citedFor(tx: Tx, { action, clause, message }: Wanted) {
  if (action !== 'hide' && action !== 'reject' && action !== 'uphold') return null
  const missing = [
    ...(action !== 'reject' && !clause ? [{ path: 'clause', key: 'moderation.clause.missing' }] : []),
    ...(action !== 'uphold' && message === ''
      ? [{ path: 'message', key: 'moderation.message.missing' }]
      : []),
  ]
  if (missing.length > 0) throw new Invalid(missing)
  return clause ? citedClause(tx, clause) : null
}

/** 409 unless the item is open and is the one that was read. */
async function mustBeAsRead(tx: Tx, item: Item, { version, basedOn }: Wanted) {
  if (item.state !== 'open')
    throw new Conflict(`moderation.taken.${item.outcome ?? 'withdraw'}`, { name: await nameOf(tx, item) })
  if (version !== undefined && version !== item.version) throw new Conflict('moderation.item.changed')
  if (basedOn === undefined || !item.postId) return
  const post = await postStanding(tx, item.postId)
  if (post && post.editCount !== basedOn) throw new Conflict('moderation.item.changed')
}

async function nameOf(tx: Tx, { decidedBy }: Item): Promise<string> {
  if (!decidedBy) return ''
  const names = await memberNames(tx, [decidedBy as MemberId])
  return names.get(decidedBy as MemberId)?.displayName ?? ''
}
