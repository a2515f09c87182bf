import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { crmAllowances } from '#db/schema/index.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { ContractId } from '#server/core/ids.ts'

/** Units of one kind that a contract has in one period (`2026-03`). */
export type Allowance = {
  contractId: ContractId
  kind: 'escalate_now' | 'cases' | 'hours'
  period: string
  total: number
}

/** Takes one unit; false when none is left. The counter never passes its total, whoever else takes at the same time. */
export async function takeUnit(tx: Tx, { contractId, kind, period, total }: Allowance): Promise<boolean> {
  if (total < 1) return false
  await tx.db
    .insert(crmAllowances)
    .values({ contractId, kind, period, total, used: 0 })
    .onConflictDoUpdate({
      target: [crmAllowances.contractId, crmAllowances.kind, crmAllowances.period],
      set: { total: sql`greatest(excluded.total, ${crmAllowances.used})` },
    })
  const taken = await tx.db
    .update(crmAllowances)
    .set({ used: sql`${crmAllowances.used} + 1` })
    .where(and(of({ contractId, kind, period }), lt(crmAllowances.used, total)))
    .returning({ used: crmAllowances.used })
  return taken.length > 0
}

/** A cancelled escalation gives its unit back (E28). */
export async function giveUnitBack(tx: Tx, allowance: Omit<Allowance, 'total'>) {
  await tx.db
    .update(crmAllowances)
    .set({ used: sql`${crmAllowances.used} - 1` })
    .where(and(of(allowance), gt(crmAllowances.used, 0)))
}

/** How many units are left in the period. */
export async function allowanceLeft(
  ctx: Pick<Ctx, 'db'>,
  { total, ...allowance }: Allowance,
): Promise<number> {
  const [row] = await ctx.db.select({ used: crmAllowances.used }).from(crmAllowances).where(of(allowance))
  return Math.max(0, total - (row?.used ?? 0))
}

const of = ({ contractId, kind, period }: Omit<Allowance, 'total'>) =>
  and(
    eq(crmAllowances.contractId, contractId),
    eq(crmAllowances.kind, kind),
    eq(crmAllowances.period, period),
  )
