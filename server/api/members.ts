import { z } from 'zod'
import { actingAs, type Ctx } from '#server/core/ctx.ts'
import { isAdmin, isMember, moderationActions, roles } from '#server/core/actor.ts'
import { Forbidden } from '#server/core/errors.ts'
import * as paths from '#server/core/paths.ts'
import {
  actorOfMember,
  createMember,
  directoryInput,
  giveModerationActions,
  giveRoles,
  markPartner,
  memberDirectory,
  memberProfile,
  newMemberInput,
} from '#server/identity/index.ts'
import { memberBadges, memberStanding } from '#server/reputation/index.ts'
import { created, ok, verb, view } from './endpoint.ts'
import { iso, isoOrNull } from './forming.ts'
import { listOf, memberCardShape, memberShape } from './shapes.ts'

export const named = z.object({ handle: z.string().min(1) })

async function profile(ctx: Ctx, { handle }: { handle: string }): Promise<z.input<typeof memberShape>> {
  const member = await memberProfile(ctx, { handle })
  const { account } = member
  const [standing, badges] = await Promise.all([memberStanding(ctx, member), memberBadges(ctx, member)])
  return {
    id: member.memberId,
    handle: member.handle,
    displayName: member.displayName,
    url: `${ctx.site}${paths.member(member.handle)}`,
    about: member.about,
    company: member.company,
    roles: member.roles,
    affiliation: member.affiliation,
    reputation: member.reputation,
    rank: standing.contributors.name,
    title: standing.title,
    badges: badges.map(({ key, name, metal, times, given }) => ({
      key,
      name,
      class: metal,
      count: times,
      given,
    })),
    joinedAt: iso(member.joinedAt),
    ghost: member.ghost,
    bot: member.bot,
    suspendedUntil: isoOrNull(member.suspendedUntil),
    ...(account
      ? {
          email: account.email,
          emailVerified: account.emailVerifiedAt !== null,
          vouched: account.vouchedAt !== null,
          moderationActions: account.moderationActions,
        }
      : {}),
  }
}

/** Accepting, and reading what was accepted, is always the member's own act: by X-Act-As, by the member's own key, or by an admin key naming them. */
export async function asMember(ctx: Ctx, handle: string): Promise<Ctx> {
  const { actor } = ctx
  if (isMember(actor) && actor.handle.toLowerCase() === handle.toLowerCase()) return ctx
  if (actor.kind !== 'key' || !isAdmin(actor)) throw new Forbidden('api.accept.own')
  return actingAs(ctx, await actorOfMember(ctx, { handle, viaKey: actor.keyId }))
}

export const memberEndpoints = [
  view('GET /members', { input: directoryInput, shape: listOf(memberCardShape) }, async (ctx, filter) => {
    const { items, next } = await memberDirectory(ctx, filter)
    return {
      items: items.map(({ memberId, handle, displayName, roles, reputation, joinedAt }) => ({
        ...{ id: memberId, handle, displayName, roles, reputation },
        url: `${ctx.site}${paths.member(handle)}`,
        joinedAt: iso(joinedAt),
      })),
      next,
    }
  }),
  verb(
    'POST /members',
    { input: newMemberInput, shape: memberShape, statuses: [201] },
    async (ctx, wanted) => {
      const { handle } = await createMember(ctx, wanted)
      const member = await profile(ctx, { handle })
      return created(member, member.url)
    },
  ),
  view('GET /members/{handle}', { input: named, shape: memberShape }, profile),
  verb(
    'PUT /members/{handle}/affiliation',
    {
      input: named.extend({ company: z.string().max(80).nullable() }),
      shape: memberShape,
      statuses: [200],
    },
    async (ctx, wanted) => {
      await markPartner(ctx, wanted)
      return ok(await profile(ctx, wanted))
    },
  ),
  verb(
    'PUT /members/{handle}/roles',
    {
      input: named.extend({ roles: z.array(z.enum(roles)) }),
      shape: memberShape,
      statuses: [200],
    },
    async (ctx, wanted) => {
      await giveRoles(ctx, wanted)
      return ok(await profile(ctx, wanted))
    },
  ),
  verb(
    'PUT /members/{handle}/moderation-actions',
    {
      input: named.extend({ actions: z.array(z.enum(moderationActions)).nullable() }),
      shape: memberShape,
      statuses: [200],
    },
    async (ctx, wanted) => {
      await giveModerationActions(ctx, wanted)
      return ok(await profile(ctx, wanted))
    },
  ),
]
