import { createHash } from 'node:crypto'
import { type Actor, isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'

/**
 * The lot that a viewer draws for a thing whose counts are hidden, from 0 to 1: the same each time for the same viewer,
 * and another for another (REP-21). Guests, who are nobody in particular, share one a day.
 */
export const lotOf = ({ actor, now }: Pick<Ctx, 'actor' | 'now'>, id: string | number): number =>
  createHash('sha256')
    .update(`${viewerOf(actor, now)} ${id}`)
    .digest()
    .readUInt32BE(0) / 0x1_0000_0000

const viewerOf = (actor: Actor, now: Date) =>
  isMember(actor) ? actor.memberId : actor.kind === 'key' ? actor.keyId : now.toISOString().slice(0, 10)
