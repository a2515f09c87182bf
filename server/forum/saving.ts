import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { saves } from '#db/schema/index.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { postWithTopic } from './views/finding.ts'
import { postRef, saving } from './input.ts'
import { asAuthor } from './topics.ts'

/** Puts a post aside to find it again; saving twice keeps the first moment. The topic is not locked: nothing in it moves. */
export async function savePost(ctx: Ctx, input: z.input<typeof saving>) {
  const { postId, note } = parse(saving, input)
  await postWithTopic(ctx, { postId })
  await change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    const fresh = await tx.db
      .insert(saves)
      .values({ memberId, postId, note: note ?? '', at: tx.now })
      .onConflictDoNothing()
      .returning({ postId: saves.postId })
    if (fresh.length > 0) tx.tell({ type: 'post.saved', memberId, postId })
    else if (note !== undefined) await tx.db.update(saves).set({ note }).where(mine(memberId, postId))
  })
}

/** Takes it out again; also what can no longer be read. */
export async function forgetSave(ctx: Ctx, input: z.input<typeof postRef>) {
  const { postId } = parse(postRef, input)
  await change(ctx, async (tx) => {
    const { memberId } = asAuthor(tx)
    const gone = await tx.db.delete(saves).where(mine(memberId, postId)).returning({ postId: saves.postId })
    if (gone.length > 0) tx.tell({ type: 'post.unsaved', memberId, postId })
  })
}

type Save = typeof saves.$inferSelect
const mine = (memberId: Save['memberId'], postId: Save['postId']) =>
  and(eq(saves.memberId, memberId), eq(saves.postId, postId))
