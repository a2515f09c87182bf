import { and, desc, eq } from 'drizzle-orm'
import { reviewDecisions } from '#db/schema/moderation.ts'
import type { Tx } from '#server/core/ctx.ts'
import type { MemberId, ReviewItemId, StatementId } from '#server/core/ids.ts'
import { say } from '#server/core/words.ts'
import { bandAt, settingsOf } from '#server/settings/index.ts'
import { type Item, record } from './items.ts'
import { liftStated, suspendByWeight } from './sanctions.ts'
import { personStanding } from './views/person.ts'

type Silence = { memberId: MemberId; itemId: ReviewItemId; until: Date; clause: string }

/** A new member (band 0, no role, not vouched for) whom several people report writes nothing until `until`. */
export async function silenceNewMember(tx: Tx, { memberId, itemId, until, clause }: Silence) {
  const person = await personStanding(tx, memberId)
  const known = !person || person.staff || person.vouchedAt !== null
  if (known || bandAt(await settingsOf(tx), person.reputation) > 0) return
  if (person.suspendedUntil && person.suspendedUntil > tx.now) return
  const { statementId, termsVersion } = await suspendByWeight(tx, { memberId, until, clause })
  await record(tx, itemId, { action: 'silence', clause, termsVersion, after: { statement: statementId } })
  tx.tell({
    type: 'member.silenced',
    memberId,
    until: until.toISOString(),
    clause,
    statementId: statementId ?? '',
  })
}

/** The reports did not hold: what they did to the author by their weight ends now. */
export async function liftSilence(tx: Tx, { id, memberId }: Pick<Item, 'id' | 'memberId'>) {
  if (!memberId) return
  const [silenced] = await tx.db
    .select({ after: reviewDecisions.after, clause: reviewDecisions.clause })
    .from(reviewDecisions)
    .where(and(eq(reviewDecisions.itemId, id), eq(reviewDecisions.action, 'silence')))
    .orderBy(desc(reviewDecisions.id))
    .limit(1)
  const statementId = silenced?.after.statement as StatementId | undefined
  if (!statementId || !(await liftStated(tx, statementId, say('en', 'moderation.silence.lifted')))) return
  tx.tell({ type: 'member.silenced', memberId, until: null, clause: silenced?.clause ?? '', statementId })
}
