import { actingAs, type Ctx } from '#server/core/ctx.ts'
import { follow } from '#server/forum/index.ts'
import type { BoardSlug } from './boards.ts'
import type { Handle } from './members.ts'
import type { People } from './people.ts'

const followed: Partial<Record<Handle, BoardSlug[]>> = {
  ada: ['lounge'],
  mo: ['billing', 'warehouse', 'routes'],
  sunniva: ['connect', 'identity', 'lounge'],
  eli: ['warehouse', 'routes'],
  ravi: ['connect', 'identity'],
  tess: ['billing'],
  pia: ['lounge'],
  bo: ['warehouse', 'connect'],
  cal: ['connect'],
  nia: ['connect'],
}

const admired: Partial<Record<Handle, Handle[]>> = {
  nia: ['bo'],
  cal: ['eli', 'bo'],
  bo: ['ravi'],
  pia: ['cal'],
}

/** The boards that staff and the cast look after, or learn from. */
export async function followBoards(ctx: Ctx, people: People) {
  for (const [handle, member] of people)
    for (const board of followed[handle] ?? [])
      await follow(actingAs(ctx, member), { subject: 'board', id: board, level: 'watched' })
}

/** And whom the cast follow, quietly: in a list of their own. */
export async function followPeople(ctx: Ctx, people: People) {
  for (const [handle, member] of people)
    for (const id of admired[handle] ?? [])
      await follow(actingAs(ctx, member), { subject: 'member', id, level: 'tracked' })
}
