import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import { coverageAnswer, input as escalationInput } from '#server/escalation/index.ts'
import {
  input,
  linkMember,
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

const coverageShape = z
  .strictObject({
    covered: z.boolean(),
    contract: z.string().nullable(),
    contractId: id.optional(),
    level: z.string().nullable(),
    policy: z.string().nullable(),
    reason: z.string(),
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
  view('GET /crm/coverage', { input: escalationInput.coverageQuery, shape: coverageShape }, coverageAnswer),
]
