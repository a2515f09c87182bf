import type { Tx } from '#server/core/ctx.ts'
import { accountsOf } from '#server/crm/index.ts'
import type { MemberId } from '#server/core/ids.ts'
import type { ReplyFact } from '#server/forum/index.ts'

/**
 * Replies that stop NR and restart NS (ESC-03): an answer, or a comment by a moderator or engineer; not by the asker, not
 * by a bot, not "me too", and not by a colleague of the asker's account unless the policy lets colleagues count.
 */
export async function qualifyingReplies(
  tx: Pick<Tx, 'db'>,
  { askers, askerId, replies, colleaguesCount }: Asked,
): Promise<ReplyFact[]> {
  const likely = replies.filter((reply) => answers(reply, askers))
  if (colleaguesCount || !askerId || likely.length === 0) return likely
  const qualifying: ReplyFact[] = []
  for (const reply of likely) if (!(await isColleague(tx, askerId, reply))) qualifying.push(reply)
  return qualifying
}

/** Whose promise it is, and everybody who asked: after a merge two people may have. */
type Asked = {
  askerId: MemberId | null
  askers: ReadonlySet<MemberId | null>
  replies: readonly ReplyFact[]
  colleaguesCount: boolean
}

const answers = (reply: ReplyFact, askers: ReadonlySet<MemberId | null>) =>
  !askers.has(reply.authorId) &&
  !reply.bot &&
  (reply.kind === 'answer' || reply.official) &&
  !isPureReaction(reply.words)

async function isColleague(tx: Pick<Tx, 'db'>, askerId: MemberId, reply: ReplyFact) {
  if (!reply.authorId) return false
  const accounts = await accountsOf(tx, { memberIds: [askerId, reply.authorId], at: reply.visibleAt })
  const asker = new Set(accounts.get(askerId))
  return (accounts.get(reply.authorId) ?? []).some((account) => asker.has(account))
}

const reactionOnly =
  /^(\+1|-1|me ?(too|2)|same( here| (problem|issue|question)( here)?)?|bump|up|this|following|subscribed|any (news|update)s?|thanks?( you)?|thx|ok(ay)?|yes|no)( please| also)?$/

/** A post that says nothing but "me too": signs and emoji alone, or one of a few stock phrases. */
export function isPureReaction(words: string) {
  const plain = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+\-\s]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  return !/[\p{L}\p{N}]/u.test(plain) || reactionOnly.test(plain)
}
