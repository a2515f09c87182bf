import { z } from 'zod'
import { isAdmin, isEngineer } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { permit } from '#server/core/permit.ts'
import { parse } from '#server/core/parse.ts'
import { boardPage } from '#server/forum/index.ts'
import {
  coverage,
  input,
  linkMember,
  productByCode,
  unlinkMember,
  upsertAccount,
  upsertContact,
  upsertContract,
  upsertProduct,
} from '#server/crm/index.ts'
import { memberIdByHandle } from '#server/identity/index.ts'
import { type Endpoint, ok, type Reply, verb, view } from './endpoint.ts'
import { id } from './shapes.ts'

const upsertShape = z
  .strictObject({ id, externalId: z.string(), outcome: z.enum(['created', 'updated', 'unchanged']) })
  .meta({ id: 'Upserted' })

type Upserted = z.input<typeof upsertShape>
type Upsert<Input extends z.ZodType> = (ctx: Ctx, input: z.input<Input>) => Promise<Upserted>

/** Kept under its id in the CRM: 201 when it is new here, 200 otherwise, and the same body changes nothing. */
const upsert = <Input extends z.ZodType>(noun: string, schema: Input, run: Upsert<Input>): Endpoint =>
  verb(
    `PUT /crm/${noun}/{externalId}`,
    { input: schema, shape: upsertShape, statuses: [200, 201] },
    async (ctx, wanted) => {
      const kept = await run(ctx, wanted)
      const reply: Reply<Upserted> = { status: kept.outcome === 'created' ? 201 : 200, body: kept }
      return reply
    },
  )

const named = z.object({ handle: z.string().min(1) })
const linkShape = z.strictObject({ linkId: id, contactId: id }).meta({ id: 'CrmLink' })
const endedShape = z.strictObject({ ended: z.boolean() }).meta({ id: 'CrmLinkEnded' })

const coverageQuery = z.object({
  member: z.string('invalid.missing').min(1, 'invalid.missing'),
  product: z.string().optional(),
  board: z.string().optional(),
  at: z.coerce.date('invalid.invalidFormat').optional(),
})
const coverageShape = z
  .strictObject({
    covered: z.boolean(),
    reason: z.string(),
    contract: z.string().optional(),
    level: z.string().nullable().optional(),
    policy: z.string().nullable().optional(),
  })
  .meta({ id: 'Coverage' })

/** The customers behind members: mirrored records, links, and what is covered. Nothing of it is for members. */
export const crmEndpoints = [
  upsert('accounts', input.accountInput, upsertAccount),
  upsert('contacts', input.contactInput, upsertContact),
  upsert('contracts', input.contractInput, upsertContract),
  upsert('products', input.productInput, upsertProduct),
  verb(
    'PUT /members/{handle}/crm-link',
    { input: named.extend({ contact: input.linkInput.shape.contact }), shape: linkShape, statuses: [200] },
    async (ctx, { handle, contact }) =>
      ok(await linkMember(ctx, { memberId: await memberIdByHandle(ctx, handle), contact })),
  ),
  verb(
    'DELETE /members/{handle}/crm-link',
    { input: named.extend({ reason: input.unlinkInput.shape.reason }), shape: endedShape, statuses: [200] },
    async (ctx, { handle, reason }) => {
      await unlinkMember(ctx, { memberId: await memberIdByHandle(ctx, handle), reason })
      return ok({ ended: true })
    },
  ),
  view('GET /crm/coverage', { input: coverageQuery, shape: coverageShape }, async (ctx, query) => {
    permit(isEngineer(ctx.actor) || isAdmin(ctx.actor))
    const { member, product, board, at = ctx.now } = parse(coverageQuery, query)
    const found = await coverage(ctx, {
      memberId: await memberIdByHandle(ctx, member),
      productId: product ? await productByCode(ctx, product) : null,
      boardId: board ? (await boardPage(ctx, { board })).id : null,
      at,
    })
    if (!found.covered) return { covered: false, reason: found.reason }
    const [best] = found.candidates
    return {
      covered: true,
      reason: found.reason,
      contract: best?.reference ?? found.contractId,
      level: found.level,
    }
  }),
]
