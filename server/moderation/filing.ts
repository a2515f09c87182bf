import { and, eq, gt } from 'drizzle-orm'
import type { z } from 'zod'
import { moderationLog } from '#db/schema/moderation.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { MemberId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { doerOf, log } from './logging.ts'
import { fileInput } from './sanction-input.ts'
import { sanctionMember } from './sanctions.ts'
import { fileListed, personOfFile } from './views/member-file.ts'

const opened = 'member.fileOpened'
/** Leafing on within this time is the same opening. */
const sitting = 15 * 60_000

/**
 * Opens the file of a member (MOD-03) at one of its lists; that it was opened, and by whom, stands in the log. `NotFound`
 * for everybody without the action, and about oneself.
 */
export async function openFile(ctx: Ctx, input: z.input<typeof fileInput>) {
  const wanted = parse(fileInput, input)
  const person = await personOfFile(ctx, wanted)
  return change(ctx, async (tx) => {
    if (!(await openedJustNow(tx, person.memberId))) {
      tx.tell({ type: opened, openedId: person.memberId })
      await log(tx, { action: opened, memberId: person.memberId })
    }
    return fileListed(tx, person, wanted)
  })
}

/** A note among moderators, written where the file is read: the lowest step of the ladder (MOD-16). */
export async function noteInFile(ctx: Ctx, { handle, reason }: { handle: string; reason: string }) {
  await personOfFile(ctx, { handle })
  return sanctionMember(ctx, { handle, kind: 'note', reason })
}

async function openedJustNow(tx: Tx, memberId: MemberId): Promise<boolean> {
  const { byId } = doerOf(tx.actor)
  if (byId === null) return false
  const since = new Date(tx.now.getTime() - sitting)
  const before = and(
    eq(moderationLog.memberId, memberId),
    eq(moderationLog.action, opened),
    eq(moderationLog.byId, byId),
    gt(moderationLog.at, since),
  )
  return (await tx.db.$count(moderationLog, before)) > 0
}
