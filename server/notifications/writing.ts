import { and, eq, inArray, isNull } from 'drizzle-orm'
import { type NoticeKind, notices } from '#db/schema/notifications.ts'
import type { Tx } from '#server/core/ctx.ts'
import type { StoredFact } from '#server/core/events.ts'
import { type MemberId, newId, type NoticeId, type PostId, type TopicId } from '#server/core/ids.ts'
import { readersAmong } from '#server/forum/index.ts'
import { kinds, rankOf } from './kinds.ts'
import { reachable } from './views/people.ts'

/** One member who may be told, and by which rule. */
export type Draft = {
  memberId: MemberId | null
  kind: NoticeKind
  cause: string
  rule: string
  params?: Record<string, string | number>
}

type Subject = {
  fact: StoredFact
  topicId: TopicId | null
  postId: PostId | null
  /** Only members who may read this post are told; null for statements about what was taken away. */
  readable: PostId | null
  /** Whose deed it was, where that is not who told the fact; null where nobody is to be named. */
  byId?: MemberId | null
}

const perStatement = 500

/**
 * Writes one notice per member for a fact, the most pressing kind where several fit, and tells it, so that mail can carry
 * it. Never to who acted, to who is gone, or to who could not open it. Run twice, it writes and tells once.
 */
export async function writeNotices(tx: Tx, subject: Subject, drafts: readonly Draft[]) {
  const { fact, topicId, postId } = subject
  const byId = subject.byId === undefined ? actingMember(fact) : subject.byId
  const chosen = mostPressing(drafts, byId)
  const told = await whoMayKnow(tx, subject, [...chosen.keys()])
  const rows = [...chosen.values()].flatMap(({ memberId, kind, cause, rule, params = {} }) =>
    memberId && told.has(memberId)
      ? [
          {
            id: newId<NoticeId>(),
            eventId: fact.id,
            memberId,
            kind,
            topicId,
            postId,
            byId,
            cause,
            rule,
            params,
            needsYou: kinds[kind].needsYou,
            at: fact.at,
          },
        ]
      : [],
  )
  for (let from = 0; from < rows.length; from += perStatement) {
    const written = await tx.db
      .insert(notices)
      .values(rows.slice(from, from + perStatement))
      .onConflictDoNothing()
      .returning()
    for (const { id, memberId, kind, cause, rule, params } of written)
      tx.tell({
        type: 'notice.written',
        memberId,
        noticeId: id,
        kind,
        cause,
        about: { topicId, postId, byId, rule, params },
      })
  }
}

const actingMember = (fact: StoredFact) => (fact.actorKind === 'member' ? (fact.actorId as MemberId) : null)

function mostPressing(drafts: readonly Draft[], byId: MemberId | null): Map<MemberId, Draft> {
  const chosen = new Map<MemberId, Draft>()
  for (const draft of drafts) {
    if (!draft.memberId || draft.memberId === byId) continue
    const other = chosen.get(draft.memberId)
    if (!other || rankOf(draft.kind) < rankOf(other.kind)) chosen.set(draft.memberId, draft)
  }
  return chosen
}

async function whoMayKnow(tx: Tx, { readable }: Subject, memberIds: MemberId[]): Promise<Set<MemberId>> {
  if (memberIds.length === 0) return new Set()
  const alive = await reachable(tx, memberIds)
  return readable ? readersAmong(tx, { postId: readable, memberIds: alive }) : new Set(alive)
}

/** Open notices of these kinds in a topic no longer wait: somebody took care. Of one member, or of everybody but one. */
export async function settle(
  tx: Tx,
  {
    topicId,
    kinds: settled,
    memberId,
    keep,
  }: { topicId: TopicId; kinds: NoticeKind[]; memberId?: MemberId | null; keep?: MemberId },
) {
  const open = await tx.db
    .select({ id: notices.id, memberId: notices.memberId })
    .from(notices)
    .where(
      and(
        eq(notices.topicId, topicId),
        isNull(notices.doneAt),
        inArray(notices.kind, settled),
        memberId ? eq(notices.memberId, memberId) : undefined,
      ),
    )
  const ids = open.filter((row) => row.memberId !== keep).map((row) => row.id)
  if (ids.length > 0) await tx.db.update(notices).set({ doneAt: tx.now }).where(inArray(notices.id, ids))
}
