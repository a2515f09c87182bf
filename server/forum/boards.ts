import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { boards } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Conflict } from '#server/core/errors.ts'
import { type BoardId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { boardInView } from './views/finding.ts'
import { boardChange, boardRef, newBoard } from './input.ts'

/** An admin opens a board; its slug is its address for good. */
export async function createBoard(ctx: Ctx, input: z.input<typeof newBoard>) {
  const wanted = parse(newBoard, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const id = newId<BoardId>()
    const row = {
      ...wanted,
      id,
      productCode: wanted.productCode ?? null,
      allowedTags: wanted.allowedTags ?? null,
      createdAt: tx.now,
    }
    const [board] = await tx.db
      .insert(boards)
      .values(row)
      .onConflictDoNothing({ target: boards.slug })
      .returning()
    if (!board) throw new Conflict('forum.board.taken', { slug: wanted.slug })
    tx.tell({ type: 'board.created', boardId: id })
    return board
  })
}

/** An admin changes what a board is for, takes, or allows; its slug stays. */
export async function changeBoard(ctx: Ctx, input: z.input<typeof boardChange>) {
  const { board: name, ...wanted } = parse(boardChange, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const board = await boardInView(tx, { board: name })
    const values = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
    if (Object.keys(values).length === 0) return board
    const [changed] = await tx.db.update(boards).set(values).where(eq(boards.id, board.id)).returning()
    tx.tell({ type: 'board.changed', boardId: board.id })
    return changed ?? board
  })
}

/** Read-only from now on; every address in it goes on working. */
export async function archiveBoard(ctx: Ctx, input: z.input<typeof boardRef>) {
  const ref = parse(boardRef, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const board = await boardInView(tx, ref)
    if (board.archivedAt) return
    await tx.db.update(boards).set({ archivedAt: tx.now }).where(eq(boards.id, board.id))
    tx.tell({ type: 'board.changed', boardId: board.id })
  })
}
