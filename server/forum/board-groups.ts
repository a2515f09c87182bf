import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { boardGroups, boards } from '#db/schema/index.ts'
import { isAdmin, system } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid } from '#server/core/errors.ts'
import { type BoardGroupId, type BoardId, type MemberId, newId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { giveBoardRoles } from '#server/identity/index.ts'
import { groupInView } from './views/finding.ts'
import { boardRolesOf, handleOf, memberIdNamed } from './views/people.ts'
import { groupChange, groupModerators, newGroup } from './input.ts'

/** An admin draws a product line: boards that belong together (MOD-27). */
export async function createGroup(ctx: Ctx, input: z.input<typeof newGroup>) {
  const wanted = parse(newGroup, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const id = newId<BoardGroupId>()
    const row = {
      ...wanted,
      id,
      line: wanted.line ?? null,
      allowedTags: wanted.allowedTags ?? null,
      createdAt: tx.now,
    }
    const [group] = await tx.db
      .insert(boardGroups)
      .values(row)
      .onConflictDoNothing({ target: boardGroups.slug })
      .returning()
    if (!group) throw new Conflict('forum.board.taken', { slug: wanted.slug })
    tx.tell({ type: 'boardGroup.created', groupId: id })
    return group
  })
}

export async function changeGroup(ctx: Ctx, input: z.input<typeof groupChange>) {
  const { group: name, ...wanted } = parse(groupChange, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const group = await groupInView(tx, { group: name })
    const values = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
    if (Object.keys(values).length === 0) return group
    const [changed] = await tx.db
      .update(boardGroups)
      .set(values)
      .where(eq(boardGroups.id, group.id))
      .returning()
    tx.tell({ type: 'boardGroup.changed', groupId: group.id })
    return changed ?? group
  })
}

/** What a line says of itself and who moderates it, in one stroke: where either is refused, neither changes. */
export const keepGroup = (
  ctx: Ctx,
  input: z.input<typeof groupChange> & Pick<z.input<typeof groupModerators>, 'handles'>,
) =>
  // house: silent change — both verbs inside tell their own
  change(ctx, async (tx) => {
    const { handles, ...said } = input
    await changeGroup(tx, said)
    await setGroupModerators(tx, { group: said.group, handles })
  })

/** Exactly these moderate every board of the line; who moderates a board for other reasons keeps that. */
export async function setGroupModerators(ctx: Ctx, input: z.input<typeof groupModerators>) {
  const wanted = parse(groupModerators, input)
  return change(ctx, async (tx) => {
    permit(isAdmin(tx.actor))
    const group = await groupInView(tx, wanted)
    const moderators: MemberId[] = []
    for (const handle of wanted.handles) {
      const memberId = await memberIdNamed(tx, handle)
      if (!memberId)
        throw new Invalid([{ path: 'handles', key: 'forum.group.unknownMember', params: { handle } }])
      moderators.push(memberId)
    }
    const of = await tx.db.select({ id: boards.id }).from(boards).where(eq(boards.groupId, group.id))
    for (const { id } of of) await exchange(tx, { boardId: id, before: group.moderators, after: moderators })
    await tx.db.update(boardGroups).set({ moderators }).where(eq(boardGroups.id, group.id))
    tx.tell({ type: 'boardGroup.changed', groupId: group.id })
  })
}

type Moving = { boardId: BoardId; from: BoardGroupId | null; to: BoardGroupId | null }

/** A board that comes to a line gets its moderators, and one that leaves loses them. */
export async function handOnModerators(tx: Tx, { boardId, from, to }: Moving) {
  if (from === to) return
  await exchange(tx, {
    boardId,
    before: await moderatorsOf(tx, from),
    after: await moderatorsOf(tx, to),
  })
}

async function moderatorsOf(tx: Tx, groupId: BoardGroupId | null): Promise<MemberId[]> {
  if (!groupId) return []
  const [group] = await tx.db
    .select({ moderators: boardGroups.moderators })
    .from(boardGroups)
    .where(eq(boardGroups.id, groupId))
  return group?.moderators ?? []
}

type Exchange = { boardId: BoardId; before: readonly MemberId[]; after: readonly MemberId[] }

async function exchange(tx: Tx, { boardId, before, after }: Exchange) {
  const bySystem = { ...tx, actor: system('forum.lines') }
  for (const memberId of new Set([...before, ...after])) {
    if (before.includes(memberId) === after.includes(memberId)) continue
    const held = await boardRolesOf(tx, { memberId, boardId })
    const others = held.filter((role) => role !== 'moderator')
    const roles = after.includes(memberId) ? [...others, 'moderator' as const] : others
    await giveBoardRoles(bySystem, { handle: await handleOf(tx, memberId), boardId, roles })
  }
}
