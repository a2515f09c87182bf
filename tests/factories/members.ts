import type { Ctx } from '#server/core/ctx.ts'
import { actingAs } from '#server/core/ctx.ts'
import { guest, type Member } from '#server/core/actor.ts'
import {
  actorFromSession,
  joinMember,
  letterToken,
  makeLimits,
  sessionCookie,
  verifyEmail,
} from '#server/identity/index.ts'

/** Good enough for anyone in the tests who has to sign in. */
export const passphrase = 'a quiet afternoon'

/** The Cookie header of a browser that holds this session. */
export const cookieOf = (ctx: Ctx, id: string) => sessionCookie(ctx, id).split(';')[0] ?? ''

/** A newcomer who joins by the form and is signed in: unverified until `verified`. */
export async function newcomer(ctx: Ctx, handle: string, email = `${handle}@example.test`) {
  const visitor = actingAs(ctx, guest)
  const { memberId, session } = await joinMember(
    visitor,
    { handle, email, password: passphrase },
    makeLimits(),
  )
  const cookie = cookieOf(ctx, session.id)
  const actor = async (): Promise<Member> => {
    const signedIn = await actorFromSession(visitor, cookie)
    if (!signedIn) throw new Error(`${handle} is signed out`)
    return signedIn.actor
  }
  return { memberId, handle, email, session, cookie, actor }
}

/** The same, with the letter answered. */
export async function verifiedNewcomer(ctx: Ctx, handle: string, email?: string) {
  const joined = await newcomer(ctx, handle, email)
  const letter = await letterToken(ctx, { memberId: joined.memberId, purpose: 'verify' })
  if (letter?.kind !== 'proof') throw new Error(`no letter for ${handle}`)
  await verifyEmail(actingAs(ctx, await joined.actor()), { token: letter.token })
  return joined
}
