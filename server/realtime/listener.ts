import type { Socket } from 'socket.io'
import { type Actor, guest, isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { isDomainError } from '#server/core/errors.ts'
import { actorFromSession, actorOfMember } from '#server/identity/index.ts'
import { ownRoom, roomsOf, wishes } from './joining.ts'

/** Makes the ctx of a moment for whoever acts. */
export type CtxFor = (actor: Actor) => Promise<Ctx>

/** What is kept about a socket: who listens, by which cookie, and what they asked to hear. */
export type Listening = { actor: Actor; cookie: string | undefined; wished: Set<string> }
export type ListenerSocket = Socket<ClientEvents, ServerEvents, Record<never, never>, Listening>

export type ServerEvents = { news: (news: { type: string; topicId: number | null }) => void }
export type ClientEvents = {
  join: (rooms: unknown, done?: (joined: string[]) => void) => void
  leave: (rooms: unknown) => void
}

/** Who opened this connection: the member of the session cookie, else a guest, who may hear what is public. */
export async function whoListens(ctxFor: CtxFor, cookie: string | undefined): Promise<Actor> {
  const session = await actorFromSession(await ctxFor(guest), cookie)
  return session?.actor ?? guest
}

const suspended = (actor: Actor, now: Date) =>
  isMember(actor) && actor.suspendedUntil !== null && actor.suspendedUntil > now

/** Adds wishes of a page, and answers those that were granted. */
export async function join(socket: ListenerSocket, wanted: unknown, ctxFor: CtxFor): Promise<string[]> {
  const asked = wishes.safeParse(wanted)
  if (!asked.success) return []
  const ctx = await ctxFor(socket.data.actor)
  const granted: string[] = []
  for (const wish of asked.data) {
    if (socket.data.wished.size >= 60 && !socket.data.wished.has(wish)) break
    const rooms = await roomsOf(ctx, wish)
    socket.data.wished.add(wish)
    await socket.join(rooms)
    // what was hidden between asking and joining told nobody to ask this socket again
    const still = new Set(rooms.length > 0 ? await roomsOf(ctx, wish) : [])
    for (const room of rooms) if (!still.has(room)) await socket.leave(room)
    if (still.size > 0) granted.push(wish)
  }
  return granted
}

export async function leave(socket: ListenerSocket, wanted: unknown): Promise<void> {
  const asked = wishes.safeParse(wanted)
  if (!asked.success) return
  for (const wish of asked.data) {
    socket.data.wished.delete(wish)
    for (const room of socket.rooms)
      if (room === wish || room.startsWith(`${wish}:`)) await socket.leave(room)
  }
}

/**
 * Asks again who listens and whether they may: roles, suspension and topics change while a page stands open. `bySession`
 * looks at the session too, after signing out or ending sessions; else the member alone, since looking counts as a visit.
 */
export async function recheck(
  socket: ListenerSocket,
  ctxFor: CtxFor,
  { bySession }: { bySession: boolean },
): Promise<void> {
  const actor = await stillListening(socket.data, ctxFor, bySession)
  const ctx = await ctxFor(actor ?? guest)
  if (!actor || suspended(actor, ctx.now)) {
    socket.disconnect(true)
    return
  }
  socket.data.actor = actor
  const allowed = new Set<string>([socket.id, ...ownRoom(ctx)])
  for (const wish of socket.data.wished) for (const room of await roomsOf(ctx, wish)) allowed.add(room)
  for (const room of socket.rooms) if (!allowed.has(room)) await socket.leave(room)
  await socket.join([...allowed])
}

async function stillListening(
  { actor, cookie }: Listening,
  ctxFor: CtxFor,
  bySession: boolean,
): Promise<Actor | null> {
  if (!isMember(actor)) return actor
  const ctx = await ctxFor(guest)
  if (bySession) return (await actorFromSession(ctx, cookie))?.actor ?? null
  try {
    return await actorOfMember(ctx, { memberId: actor.memberId })
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}
