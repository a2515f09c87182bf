import { type ActorKind, moderationLog, type Standing } from '#db/schema/moderation.ts'
import { type Actor, memberIdOf } from '#server/core/actor.ts'
import type { Tx } from '#server/core/ctx.ts'
import {
  type BoardId,
  type EventId,
  type KeyId,
  type LogEntryId,
  type MemberId,
  newId,
  type PostId,
  type StatementId,
  type TopicId,
} from '#server/core/ids.ts'

/** Who did it, as rows keep it: a deed by nobody is the system's. */
export const doerOf = (actor: Actor): { byKind: ActorKind; byId: MemberId | KeyId | null } =>
  actor.kind === 'key'
    ? { byKind: 'key', byId: actor.keyId }
    : { byKind: actor.kind === 'member' ? 'member' : 'system', byId: memberIdOf(actor) }

export type Entry = {
  action: string
  memberId?: MemberId | null
  postId?: PostId | null
  topicId?: TopicId | null
  boardId?: BoardId | null
  statementId?: StatementId | null
  clause?: string | null
  termsVersion?: number | null
  reason?: string
  before?: Standing
  after?: Standing
}

/** Who did it and when, where that is not whoever writes the entry. */
type Told = { by: ReturnType<typeof doerOf>; at: Date; eventId: EventId }

/** One line of the log, in the transaction of the deed (MOD-26), or from its fact, however often that is heard. */
export async function log(tx: Tx, { before = {}, after = {}, ...entry }: Entry, told?: Told) {
  await tx.db
    .insert(moderationLog)
    .values({
      id: newId<LogEntryId>(),
      at: told?.at ?? tx.now,
      ...(told?.by ?? doerOf(tx.actor)),
      eventId: told?.eventId ?? null,
      ...entry,
      before,
      after,
    })
    .onConflictDoNothing()
}
