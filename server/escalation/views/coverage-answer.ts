import type { z } from 'zod'
import { isAdmin, isEngineer, memberIdOf } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import { certain } from '#server/core/rows.ts'
import { coverage, productByCode } from '#server/crm/index.ts'
import { weigh } from '../entitlement.ts'
import { coverageQuery } from '../input.ts'
import { boardNamed, memberNamed } from './places.ts'

/** What `GET /crm/coverage` answers, for engineers, admins, and a member about themselves (interfaces.md 4). */
export async function coverageAnswer(ctx: Ctx, input: z.input<typeof coverageQuery>) {
  const wanted = parse(coverageQuery, input)
  const memberId = await memberNamed(ctx, wanted.member)
  permit(
    isEngineer(ctx.actor) || isAdmin(ctx.actor) || (memberId !== null && memberId === memberIdOf(ctx.actor)),
  )
  if (!memberId) throw new NotFound('member')
  const at = wanted.at ?? ctx.now
  const boardId = wanted.board ? await boardNamed(ctx, wanted.board) : null
  if (wanted.board && !boardId) throw new NotFound('board')
  const productId = wanted.product ? await productByCode(ctx, wanted.product) : null
  if (wanted.product && !productId) throw new NotFound('product')
  const found = await coverage(ctx, { memberId, productId, boardId, at })
  if (!found.covered)
    return { covered: false as const, contract: null, level: null, policy: null, reason: found.reason }
  const { best } = await weigh(ctx, found.candidates, { boardId, severity: 3, at })
  const candidate = best?.candidate ?? certain(found.candidates[0], 'candidate')
  return {
    covered: true as const,
    contract: candidate.reference,
    contractId: candidate.contractId,
    level: candidate.level,
    policy: best?.chosen.policy.key ?? null,
    reason: 'covered' as const,
  }
}
