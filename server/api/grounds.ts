import { z } from 'zod'
import { roles } from '#server/core/actor.ts'
import { type BoardId, uuid } from '#server/core/ids.ts'
import { giveBoardRoles, giveLanguageRoles, groundsHeld } from '#server/identity/index.ts'
import { hideScore, hideScoreInput, keepHideScore } from '#server/moderation/index.ts'
import { ok, verb, view } from './endpoint.ts'
import { named } from './members.ts'
import { id } from './shapes.ts'

const held = z.array(z.enum(roles))
const groundsShape = z
  .strictObject({
    boards: z.array(z.strictObject({ boardId: id, roles: held })),
    languages: z.array(z.strictObject({ language: z.string(), roles: held })),
  })
  .meta({ id: 'RoleGrounds' })

const hideScoreShape = z
  .strictObject({
    /** Null: as the site does. */
    score: z.number().nullable(),
    usual: z.number(),
  })
  .meta({ id: 'HideScore' })
const boardRef = z.object({ board: z.string().min(1) })

/** Roles on single boards and for single languages, and from when on reports hide by themselves on a board; for admins. */
export const groundEndpoints = [
  view('GET /members/{handle}/grounds', { input: named, shape: groundsShape }, groundsHeld),
  verb(
    'PUT /members/{handle}/boards/{boardId}/roles',
    { input: named.extend({ boardId: uuid<BoardId>(), roles: held }), shape: groundsShape, statuses: [200] },
    async (ctx, wanted) => {
      await giveBoardRoles(ctx, wanted)
      return ok(await groundsHeld(ctx, { handle: wanted.handle }))
    },
  ),
  verb(
    'PUT /members/{handle}/languages/{language}/roles',
    { input: named.extend({ language: z.string(), roles: held }), shape: groundsShape, statuses: [200] },
    async (ctx, wanted) => {
      await giveLanguageRoles(ctx, wanted)
      return ok(await groundsHeld(ctx, { handle: wanted.handle }))
    },
  ),
  view('GET /boards/{board}/hide-score', { input: boardRef, shape: hideScoreShape }, async (ctx, ref) => {
    const { score, usual } = await hideScore(ctx, ref)
    return { score, usual }
  }),
  verb(
    'PUT /boards/{board}/hide-score',
    { input: hideScoreInput, shape: hideScoreShape, statuses: [200] },
    async (ctx, wanted) => ok(await keepHideScore(ctx, wanted)),
  ),
]
