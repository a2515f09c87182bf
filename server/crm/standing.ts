import { and, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import { crmContracts, memberLinks } from '#db/schema/index.ts'
import type { Ctx } from '#server/core/ctx.ts'
import type { AccountId, ContractId, MemberId } from '#server/core/ids.ts'
import { settingsOf } from '#server/settings/index.ts'
import { covered } from './coverage.ts'

/** The accounts members belonged to at a moment. For telling colleagues from other people, and nothing else. */
export async function accountsOf(
  ctx: Pick<Ctx, 'db'>,
  { memberIds, at }: { memberIds: readonly MemberId[]; at: Date },
): Promise<Map<MemberId, AccountId[]>> {
  const found = new Map<MemberId, AccountId[]>()
  if (memberIds.length === 0) return found
  const links = await ctx.db
    .select({ memberId: memberLinks.memberId, accountId: memberLinks.accountId })
    .from(memberLinks)
    .where(
      and(
        inArray(memberLinks.memberId, [...new Set(memberIds)]),
        lte(memberLinks.validFrom, at),
        or(isNull(memberLinks.validTo), gt(memberLinks.validTo, at)),
      ),
    )
  for (const { memberId, accountId } of links)
    if (accountId) found.set(memberId, [...(found.get(memberId) ?? []), accountId])
  return found
}

/** Which of these members are linked now: what a repair sweep need look at. */
export async function linkedAmong(
  ctx: Pick<Ctx, 'db'>,
  memberIds: readonly MemberId[],
): Promise<Set<MemberId>> {
  if (memberIds.length === 0) return new Set()
  const links = await ctx.db
    .selectDistinct({ memberId: memberLinks.memberId })
    .from(memberLinks)
    .where(and(inArray(memberLinks.memberId, [...new Set(memberIds)]), isNull(memberLinks.validTo)))
  return new Set(links.map((link) => link.memberId))
}

/** How a contract that a clock runs on stands now, and whether the asker still belongs to its account. */
export async function contractStanding(
  ctx: Pick<Ctx, 'db' | 'settings'>,
  { contractId, memberId }: { contractId: ContractId; memberId: MemberId | null },
) {
  const [contract] = await ctx.db.select().from(crmContracts).where(eq(crmContracts.id, contractId))
  if (!contract) return null
  const links = memberId
    ? await ctx.db
        .select({ validTo: memberLinks.validTo })
        .from(memberLinks)
        .where(and(eq(memberLinks.memberId, memberId), eq(memberLinks.accountId, contract.accountId)))
    : []
  const linked = links.some((link) => link.validTo === null)
  const ended = links.flatMap((link) => link.validTo ?? []).sort((a, b) => b.getTime() - a.getTime())[0]
  const { to } = covered(contract, contract.zone ?? (await settingsOf(ctx)).siteTimeZone)
  return {
    status: contract.deletedAt ? ('cancelled' as const) : contract.status,
    since: contract.syncedAt,
    endsAt: to,
    linked,
    unlinkedAt: linked ? null : (ended ?? null),
  }
}
