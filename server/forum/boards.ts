import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { boards } from '#db/schema/index.ts'
import { isAdmin, memberIdOf } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid } from '#server/core/errors.ts'
import { type BoardGroupId, type BoardId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { handOnModerators } from './board-groups.ts'
import { boardInView, groupInView } from './views/finding.ts'
import { memberIdNamed } from './views/people.ts'
import { archiving, askedBoard, boardChange, boardRef, newBoard } from './input.ts'

/** An admin opens a board; its slug is its address for good. A program may leave owner and purpose to be said later. */
export async function createBoard(ctx: Ctx, input: z.input<typeof newBoard>) {
  const { owner, group, ...wanted } = parse(newBoard, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const id = newId<BoardId>()
    const groupId = await groupNamed(tx, group)
    const row = {
      ...wanted,
      id,
      productCode: wanted.productCode ?? null,
      allowedTags: wanted.allowedTags ?? null,
      line: wanted.line ?? null,
      groupId,
      ownerId: owner ? await ownerNamed(tx, owner) : memberIdOf(tx.actor),
      createdAt: tx.now,
    }
    const [board] = await tx.db
      .insert(boards)
      .values(row)
      .onConflictDoNothing({ target: boards.slug })
      .returning()
    if (!board) throw new Conflict('forum.board.taken', { slug: wanted.slug })
    await handOnModerators(tx, { boardId: id, from: null, to: groupId })
    tx.tell({ type: 'board.created', boardId: id })
    return board
  })
}

/** The same for a person at a form, who is asked for an owner and a purpose (MOD-28). */
export const openBoard = async (ctx: Ctx, input: z.input<typeof askedBoard>) =>
  createBoard(ctx, parse(askedBoard, input))

/** An admin changes what a board is for, takes, or allows, and the line it belongs to; its slug stays. */
export async function changeBoard(ctx: Ctx, input: z.input<typeof boardChange>) {
  const { board: name, owner, group, ...wanted } = parse(boardChange, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const board = await boardInView(tx, { board: name })
    const named = {
      ...wanted,
      ...(owner ? { ownerId: await ownerNamed(tx, owner) } : {}),
      ...(group === undefined ? {} : { groupId: await groupNamed(tx, group) }),
    }
    const values = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined))
    if (Object.keys(values).length === 0) return board
    const [changed] = await tx.db.update(boards).set(values).where(eq(boards.id, board.id)).returning()
    if (named.groupId !== undefined)
      await handOnModerators(tx, { boardId: board.id, from: board.groupId, to: named.groupId })
    tx.tell({ type: 'board.changed', boardId: board.id })
    return changed ?? board
  })
}

async function ownerNamed(tx: Tx, handle: string) {
  const found = await memberIdNamed(tx, handle)
  if (!found) throw new Invalid([{ path: 'owner', key: 'forum.board.ownerUnknown' }])
  return found
}

const groupNamed = async (tx: Tx, slug: string | null | undefined): Promise<BoardGroupId | null> =>
  slug ? (await groupInView(tx, { group: slug })).id : null

/**
 * Read-only from now on, with a notice for its readers and, where one goes on in its place, the way there. Every address
 * in it goes on working (MOD-28). Again changes notice and successor.
 */
export async function archiveBoard(ctx: Ctx, input: z.input<typeof archiving>) {
  const wanted = parse(archiving, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const board = await boardInView(tx, wanted)
    const successorId = wanted.successor ? await successorNamed(tx, wanted.successor, board.id) : null
    const to = { archivedAt: board.archivedAt ?? tx.now, archiveNotice: wanted.notice, successorId }
    if (board.archivedAt && board.archiveNotice === to.archiveNotice && board.successorId === successorId)
      return
    await tx.db.update(boards).set(to).where(eq(boards.id, board.id))
    tx.tell({ type: 'board.changed', boardId: board.id })
  })
}

/** Only a board that takes something can go on in the place of one that does not. */
async function successorNamed(tx: Tx, slug: string, boardId: BoardId): Promise<BoardId> {
  const successor = await boardInView(tx, { board: slug }).catch(() => null)
  if (!successor || successor.archivedAt || successor.id === boardId)
    throw new Invalid([{ path: 'successor', key: 'forum.board.successor' }])
  return successor.id
}

/** Takes new topics and posts again. */
export async function reviveBoard(ctx: Ctx, input: z.input<typeof boardRef>) {
  const ref = parse(boardRef, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const board = await boardInView(tx, ref)
    if (!board.archivedAt) return
    await tx.db
      .update(boards)
      .set({ archivedAt: null, archiveNotice: '', successorId: null })
      .where(eq(boards.id, board.id))
    tx.tell({ type: 'board.changed', boardId: board.id })
  })
}
