import { and, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { notices } from '#db/schema/notifications.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { StoredFact } from '#server/core/events.ts'
import type { MemberId } from '#server/core/ids.ts'
import { reaction } from '#server/core/reaction.ts'
import { owingAfter, owingAmong } from '#server/identity/index.ts'
import { bindingOf, type TermsDocument } from '#server/terms/index.ts'
import { type Draft, writeNotices } from './writing.ts'

type Reminded = StoredFact<'terms.reminded'>
type Ref = { document: TermsDocument; version: number }

const refOf = ({ document, version }: { document: string; version: number }): Ref => ({
  document: document as TermsDocument,
  version,
})

/**
 * Everybody who owes a version is told once for each reminder (TERMS-06), a thousand to a transaction; an earlier
 * reminder of it is done with. Who accepted while their thousand was being written is asked nothing any more.
 */
export const tellOwing = reaction<'terms.reminded'>('notifications.tellOwing', async (ctx, fact) => {
  const ref = refOf(fact.payload)
  const { locksAt } = await bindingOf(ctx, ref)
  const params = { ...ref, ...(locksAt > fact.at ? { dueAt: locksAt.toISOString() } : {}) }
  for (let ids = await owingAfter(ctx, ref, null); ids.length > 0;) {
    await tellThousand(ctx, { fact, params }, ids)
    const still = await owingAmong(ctx, ref, ids)
    await settle(ctx, ref, and(inArray(notices.memberId, [...ids.filter((id) => !still.has(id))])))
    ids = await owingAfter(ctx, ref, ids.at(-1) ?? null)
  }
})

type Telling = { fact: Reminded; params: Ref & { dueAt?: string } }

async function tellThousand(ctx: Ctx, { fact, params }: Telling, ids: MemberId[]) {
  const drafts = ids.map((memberId): Draft => ({
    memberId,
    kind: 'termsOwed',
    cause: 'terms',
    rule: 'terms',
    params,
  }))
  await settle(ctx, params, and(inArray(notices.memberId, ids), ne(notices.eventId, fact.id)))
  await change(ctx, (tx) =>
    writeNotices(tx, { fact, topicId: null, postId: null, readable: null, byId: null }, drafts),
  )
}

/** Whoever accepted is asked no longer. */
export const settleOwing = reaction<'terms.accepted'>('notifications.settleOwing', (ctx, { payload }) =>
  settle(ctx, refOf(payload), eq(notices.memberId, payload.memberId)),
)

/** Reminders of this version and of those before it no longer wait in these inboxes. */
async function settle(ctx: Ctx, { document, version }: Ref, whose: SQL | undefined) {
  await change(ctx, async (tx) => {
    const settled = await tx.db
      .update(notices)
      .set({ doneAt: tx.now })
      .where(
        and(
          whose,
          eq(notices.kind, 'termsOwed'),
          isNull(notices.doneAt),
          sql`${notices.params} ->> 'document' = ${document}`,
          sql`(${notices.params} ->> 'version')::int <= ${version}`,
        ),
      )
      .returning({ memberId: notices.memberId })
    for (const { memberId } of settled) tx.tell({ type: 'inbox.changed', memberId })
  })
}
