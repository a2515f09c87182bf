import { and, eq, inArray, ne } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type caseStatuses, crmCases } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import {
  type AccountId,
  type ContactId,
  type ContractId,
  type EscalationId,
  newId,
  type TopicId,
} from '#server/core/ids.ts'
import { builtinConnection } from './connections.ts'

export type CaseStatus = (typeof caseStatuses)[number]
export type CaseRef = {
  number: string
  status: CaseStatus
  url: string | null
  /** The case of which this one was closed as a duplicate. */
  duplicateOf: string | null
}

type Opening = {
  escalationId: EscalationId
  topicId: TopicId
  subject: string
  accountId: AccountId | null
  contactId: ContactId | null
  contractId: ContractId | null
}

/** The built-in case, in the transaction of its escalation; a second one of the same escalation is the first. */
export async function openCase(tx: Tx, opening: Opening) {
  await tx.db
    .insert(crmCases)
    .values({
      ...opening,
      id: newId(),
      connectionId: await builtinConnection(tx),
      externalId: opening.escalationId,
      status: 'open',
      openedAt: tx.now,
      changedAt: tx.now,
    })
    .onConflictDoNothing({ target: crmCases.escalationId })
}

/** The case follows its escalation. */
export async function moveCase(
  tx: Tx,
  { escalationId, status }: { escalationId: EscalationId; status: CaseStatus },
) {
  await tx.db
    .update(crmCases)
    .set({ status, changedAt: tx.now })
    .where(and(eq(crmCases.escalationId, escalationId), ne(crmCases.status, status)))
}

/** After a merge of questions a case stands with the other topic, or is linked to the older one of both (E12). */
export async function rehomeCase(
  tx: Tx,
  { escalationId, ...to }: { escalationId: EscalationId; topicId?: TopicId; duplicateOf?: EscalationId },
) {
  await tx.db
    .update(crmCases)
    .set({ ...to, changedAt: tx.now })
    .where(eq(crmCases.escalationId, escalationId))
}

/** The case takes over the question's new title while it is open (E9). */
export async function retitleCase(
  tx: Tx,
  { escalationId, subject }: { escalationId: EscalationId; subject: string },
) {
  await tx.db
    .update(crmCases)
    .set({ subject, changedAt: tx.now })
    .where(and(eq(crmCases.escalationId, escalationId), ne(crmCases.subject, subject)))
}

/** Case numbers and states by escalation. */
export async function casesOf(
  ctx: Pick<Ctx, 'db'>,
  escalationIds: readonly EscalationId[],
): Promise<Map<EscalationId, CaseRef>> {
  if (escalationIds.length === 0) return new Map()
  const older = alias(crmCases, 'older')
  const found = await ctx.db
    .select({
      escalationId: crmCases.escalationId,
      serial: crmCases.serial,
      status: crmCases.status,
      older: older.serial,
    })
    .from(crmCases)
    .leftJoin(older, eq(older.escalationId, crmCases.duplicateOf))
    .where(inArray(crmCases.escalationId, [...escalationIds]))
  return new Map(
    found.map(({ escalationId, serial, status, older }) => [
      escalationId,
      { number: numberOf(serial), status, url: null, duplicateOf: older === null ? null : numberOf(older) },
    ]),
  )
}

const numberOf = (serial: number | null) => `C-${serial}`
