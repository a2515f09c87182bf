import { desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type PolicyMatch, slaPolicies } from '#db/schema/index.ts'
import { isAdmin } from '#server/core/actor.ts'
import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import { Invalid } from '#server/core/errors.ts'
import { newId, type PolicyId } from '#server/core/ids.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { productByCode } from '#server/crm/index.ts'
import { newestCalendar } from './calendars.ts'
import { policyInput } from './input.ts'
import { boardNamed } from './views/places.ts'

export type Policy = typeof slaPolicies.$inferSelect
type Rules = Omit<typeof slaPolicies.$inferInsert, 'id' | 'version' | 'at' | 'enforceFrom'>

/** This one serves where no other matches; it is made with the first contract, at 24 h and 48 h. */
export const fallbackKey = 'default'

/** The same body changes nothing, another is version + 1, and running clocks keep theirs (decision 20). */
export function putPolicy(
  ctx: Ctx,
  input: z.input<typeof policyInput>,
): Promise<{ key: string; version: number }> {
  permit(isAdmin(ctx.actor))
  const wanted = parse(policyInput, input)
  return change(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtext(${`policy:${wanted.key}`}))`)
    const before = await newestPolicy(tx, wanted.key)
    const rules = await rulesOf(tx, wanted)
    const enforceFrom = wanted.enforceFrom ?? before?.enforceFrom ?? tx.now
    if (before && enforceFrom.getTime() === before.enforceFrom.getTime() && sameRules(before, rules))
      return { key: wanted.key, version: before.version }
    const version = (before?.version ?? 0) + 1
    const id = newId<PolicyId>()
    await tx.db.insert(slaPolicies).values({ ...rules, id, version, enforceFrom, at: tx.now })
    tx.tell({ type: 'policy.changed', policyId: id })
    return { key: wanted.key, version }
  })
}

/** The shipped promise (NR 24 h, NS 48 h) for sites that keep contracts and have said nothing else. */
export async function makeFallbackPolicy(tx: Tx, { enforceFrom }: { enforceFrom: Date }) {
  const rules = await rulesOf(tx, {
    ...parse(policyInput, { key: fallbackKey }),
    noReply: { target: 86_400, clock: 'elapsed' },
    noSolution: { target: 172_800, clock: 'elapsed', limit: 604_800 },
    escalateNow: { allowed: true, quota: 5, minAge: 0 },
  })
  const id = newId<PolicyId>()
  const made = await tx.db
    .insert(slaPolicies)
    .values({ ...rules, id, version: 1, enforceFrom, at: tx.now })
    .onConflictDoNothing()
    .returning({ id: slaPolicies.id })
  if (made.length > 0) tx.tell({ type: 'policy.changed', policyId: id })
}

async function newestPolicy(ctx: Pick<Ctx, 'db'>, key: string): Promise<Policy | null> {
  const [row] = await ctx.db
    .select()
    .from(slaPolicies)
    .where(eq(slaPolicies.key, key))
    .orderBy(desc(slaPolicies.version))
    .limit(1)
  return row ?? null
}

/** The newest version of every key. */
export const newestPolicies = (ctx: Pick<Ctx, 'db'>): Promise<Policy[]> =>
  ctx.db
    .selectDistinctOn([slaPolicies.key])
    .from(slaPolicies)
    .orderBy(slaPolicies.key, desc(slaPolicies.version))

export async function policyOf(ctx: Pick<Ctx, 'db'>, id: PolicyId): Promise<Policy> {
  const [row] = await ctx.db.select().from(slaPolicies).where(eq(slaPolicies.id, id))
  if (!row) throw new Error(`a clock names a policy that is gone: ${id}`)
  return row
}

async function rulesOf(tx: Tx, wanted: z.output<typeof policyInput>): Promise<Rules> {
  if (wanted.calendar && !(await newestCalendar(tx, wanted.calendar)))
    throw new Invalid([{ path: 'calendar', key: 'escalation.calendar.unknown' }])
  return {
    key: wanted.key,
    name: wanted.name ?? wanted.key,
    active: wanted.active,
    match: await matchOf(tx, wanted.match),
    appliesTo: wanted.appliesTo,
    nrSeconds: wanted.noReply?.target ?? null,
    nrClock: wanted.noReply?.clock ?? 'elapsed',
    nsSeconds: wanted.noSolution?.target ?? null,
    nsClock: wanted.noSolution?.clock ?? 'elapsed',
    nsMaxSeconds: wanted.noSolution?.limit ?? 604_800,
    calendarKey: wanted.calendar ?? null,
    sameAccountCounts: wanted.sameAccountCounts,
    onExpiry: wanted.onExpiry,
    retro: 'none',
    maxRetroDays: wanted.maxRetroDays,
    allowEscalateNow: wanted.escalateNow.allowed,
    escalateNowQuota: wanted.escalateNow.quota ?? null,
    escalateNowMinAge: wanted.escalateNow.minAge,
    severity: wanted.severity,
  }
}

/** Conditions as ids, so that a board that is renamed keeps its policy. */
async function matchOf(tx: Tx, match: z.output<typeof policyInput>['match']): Promise<PolicyMatch> {
  const productId = match.product ? await productByCode(tx, match.product) : null
  if (match.product && !productId)
    throw new Invalid([{ path: 'match.product', key: 'crm.product.unknown', params: { id: match.product } }])
  const boardId = match.board ? await boardNamed(tx, match.board) : null
  if (match.board && !boardId) throw new Invalid([{ path: 'match.board', key: 'escalation.board.unknown' }])
  return {
    ...(match.level ? { level: match.level } : {}),
    ...(productId ? { productId } : {}),
    ...(boardId ? { boardId } : {}),
    ...(match.severity ? { severity: match.severity } : {}),
  }
}

const sameRules = (before: Policy, rules: Rules) =>
  Object.entries(rules).every(([name, value]) => canonical(before[name as keyof Rules]) === canonical(value))

/** jsonb comes back with its names in another order. */
const canonical = (value: unknown) =>
  JSON.stringify(value && typeof value === 'object' ? Object.entries(value).sort() : (value ?? null))
