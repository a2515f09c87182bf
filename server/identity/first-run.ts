import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { members, setupTokens } from '#db/schema/identity.ts'
import { system } from '#server/core/actor.ts'
import { changeUngated } from '#server/core/change.ts'
import { actingAs, type Ctx, type Tx } from '#server/core/ctx.ts'
import { Conflict, Invalid } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { changeSettings } from '#server/settings/index.ts'
import { firstRun } from './input.ts'
import { type Joined, writeMember } from './joining.ts'
import { hashPassword, newSecret, sha256 } from './secrets.ts'
import { createSession } from './sessions.ts'

/** Any number, as long as every process takes the same one: two setup pages cannot both make an owner. */
const setupLock = 7_205_043

/** Whether the site still waits for its first admin: the only time the setup page exists. */
export async function setupIsOpen(ctx: Pick<Ctx | Tx, 'db'>): Promise<boolean> {
  const admins = and(sql`${members.roles} @> array['admin']`, isNull(members.deactivatedAt))
  return (await ctx.db.$count(members, admins)) === 0
}

/** At a start: the token of a one-time link to the setup page, or null where there is an admin already. */
export async function setupLink(ctx: Ctx): Promise<string | null> {
  if (!(await setupIsOpen(ctx))) return null
  const token = newSecret()
  // house: silent change — a link nobody has used yet changes nothing for anyone
  await changeUngated(ctx, async (tx) => {
    await tx.db.insert(setupTokens).values({ id: sha256(token), createdAt: tx.now })
  })
  return token
}

/** Whether this link opens the setup page. */
export async function setupLinkHolds(
  ctx: Pick<Ctx | Tx, 'db'>,
  { token }: { token: string },
): Promise<boolean> {
  const mine = and(eq(setupTokens.id, sha256(token)), isNull(setupTokens.usedAt))
  return (await ctx.db.$count(setupTokens, mine)) > 0 && (await setupIsOpen(ctx))
}

/** The one setup page: the owner's account and the site's name, in one transaction; the owner is signed in. */
export async function completeSetup(ctx: Ctx, input: z.input<typeof firstRun>): Promise<Joined> {
  const wanted = parse(firstRun, input)
  const passwordHash = await hashPassword(wanted.password)
  return changeUngated(actingAs(ctx, system('setup')), async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${setupLock})`)
    if (!(await setupLinkHolds(tx, wanted)))
      throw new Invalid([{ path: 'token', key: 'identity.setup.over' }])
    const { handle, email, displayName } = wanted
    const owner = {
      handle,
      email,
      displayName,
      passwordHash,
      verified: true,
      vouched: true,
      roles: ['admin' as const],
    }
    const memberId = await writeMember(tx, owner)
    if (!memberId) throw new Conflict('identity.handle.taken')
    await changeSettings(tx, { siteName: wanted.siteName })
    await tx.db.update(setupTokens).set({ usedAt: tx.now })
    tx.tell({ type: 'member.joined', memberId })
    tx.tell({ type: 'member.rolesChanged', memberId, roles: ['admin'] })
    tx.tell({ type: 'setup.completed', memberId })
    return { memberId, session: await createSession(tx, { memberId, device: wanted.device }) }
  })
}
