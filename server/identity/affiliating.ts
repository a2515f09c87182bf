import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { members } from '#db/schema/identity.ts'
import type { Affiliation, ModerationAction, Role } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import type { Settings } from '#server/settings/index.ts'
import { lockedMember } from './finding.ts'
import { partnership } from './input.ts'
import { canGiveRoles } from './policy.ts'

/** An admin says which partner company a member writes for, or with null that they no longer do (TERMS-11). */
export async function markPartner(ctx: Ctx, input: z.input<typeof partnership>): Promise<void> {
  const wanted = parse(partnership, input)
  return change(ctx, async (tx) => {
    permit(canGiveRoles(tx.actor))
    const member = await lockedMember(tx, wanted)
    if (member.partnerOf === wanted.company) return
    await tx.db.update(members).set({ partnerOf: wanted.company }).where(eq(members.id, member.id))
    tx.tell({ type: 'member.affiliated', memberId: member.id, partner: wanted.company !== null })
  })
}

type Held = {
  partnerOf: string | null
  /** Everywhere and on single boards. */
  roles: readonly Role[]
  moderationActions: readonly ModerationAction[] | null
}

/**
 * Whom a member writes for: a partner, else by a staff role the company that runs the site. A volunteer, who holds single
 * moderator's actions and no other role (MOD-25), need not be an employee. Pure.
 */
export function affiliationOf({ partnerOf, roles, moderationActions }: Held, settings: Settings) {
  if (partnerOf !== null) return { kind: 'partner', company: partnerOf } satisfies Affiliation
  const volunteer = moderationActions !== null && roles.every((role) => role === 'moderator')
  if (roles.length === 0 || volunteer) return null
  return { kind: 'employee', company: settings.companyName || settings.siteName } satisfies Affiliation
}
