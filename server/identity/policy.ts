import { type Actor, isAdmin, isMember, isStaff, type Member, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { Forbidden } from '#server/core/errors.ts'
import type { MemberId } from '#server/core/ids.ts'
import { permit } from '#server/core/permit.ts'

type Row = { id: MemberId }

/** The member who acts, or the refusal that leads to the sign-in page. */
export function signedIn({ actor }: Pick<Ctx, 'actor'>): Member {
  if (isMember(actor)) return actor
  throw new Forbidden('error.signIn', { type: 'sign-in-required' })
}

/** Pages of administration: guests are led to sign in, everyone else is refused. */
export function mustAdminister(ctx: Pick<Ctx, 'actor'>): void {
  if (ctx.actor.kind === 'guest') signedIn(ctx)
  permit(isAdmin(ctx.actor))
}

export const canEditProfile = (actor: Actor, row: Row) => memberIdOf(actor) === row.id || isAdmin(actor)
export const canGiveRoles = (actor: Actor) => isAdmin(actor)
export const canRename = (actor: Actor) => isAdmin(actor)
export const canDeactivate = (actor: Actor, row: Row) => memberIdOf(actor) === row.id || isAdmin(actor)
export const canManageKeys = (actor: Actor) => isAdmin(actor)
/** Address, sign-in state and sanctions are for administrators; that someone is suspended, for all staff. */
export const canSeeAccount = (actor: Actor, row: Row) => memberIdOf(actor) === row.id || isAdmin(actor)
export const canSeeSuspension = (actor: Actor, row: Row) => memberIdOf(actor) === row.id || isStaff(actor)
