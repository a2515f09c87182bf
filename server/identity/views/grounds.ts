import { asc, eq } from 'drizzle-orm'
import { boardRoles, languageRoles } from '#db/schema/identity.ts'
import type { Role } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { BoardId } from '#server/core/ids.ts'
import { permit } from '#server/core/permit.ts'
import { memberRow } from '../finding.ts'
import { canGiveRoles } from '../policy.ts'

/** Roles that a member holds on single boards and for single languages, for who gives them (MOD-10). */
export async function groundsHeld(ctx: Ctx, ref: { handle: string }) {
  permit(canGiveRoles(ctx.actor))
  const { id } = await memberRow(ctx, ref)
  const onBoards = await ctx.db
    .select({ boardId: boardRoles.boardId, role: boardRoles.role })
    .from(boardRoles)
    .where(eq(boardRoles.memberId, id))
    .orderBy(asc(boardRoles.givenAt), asc(boardRoles.role))
  const forLanguages = await ctx.db
    .select({ language: languageRoles.language, role: languageRoles.role })
    .from(languageRoles)
    .where(eq(languageRoles.memberId, id))
    .orderBy(asc(languageRoles.language), asc(languageRoles.role))
  const boards = new Map<BoardId, Role[]>()
  for (const { boardId, role } of onBoards) boards.set(boardId, [...(boards.get(boardId) ?? []), role])
  const languages = new Map<string, Role[]>()
  for (const { language, role } of forLanguages)
    languages.set(language, [...(languages.get(language) ?? []), role])
  return {
    boards: [...boards].map(([boardId, roles]) => ({ boardId, roles })),
    languages: [...languages].map(([language, roles]) => ({ language, roles })),
  }
}
