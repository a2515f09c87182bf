import { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import { tryRule } from '#server/moderation/index.ts'
import {
  changeRule,
  input,
  makeRule,
  removeRule,
  ruleList,
  ruleLog,
  type RuleShown,
} from '#server/screening/index.ts'
import { created, done, ok, verb, view } from './endpoint.ts'
import { iso } from './forming.ts'
import { id, listOf, moment } from './shapes.ts'

const said = {
  pattern: z.enum(input.rulePatterns),
  text: z.string(),
  wholeWords: z.boolean(),
  effect: z.enum(input.ruleEffects),
  replacement: z.string(),
  clause: z.string().nullable(),
  /** Ids of boards; null for all of them. */
  boards: z.array(id).nullable(),
  active: z.boolean(),
  position: z.int(),
}
const ruleShape = z
  .strictObject({ id, ...said, changedAt: moment, by: z.string().nullable() })
  .meta({ id: 'WordRule' })
const then = z.strictObject(said).nullable()
const changeShape = z
  .strictObject({ ruleId: id, at: moment, by: z.string().nullable(), before: then, after: then })
  .meta({ id: 'WordRuleChange' })
const trialShape = z
  .strictObject({
    looked: z.int(),
    met: z.int(),
    /** False where the site wrote more in 30 days than a trial looks at; the newest were. */
    complete: z.boolean(),
    examples: z.array(
      z.strictObject({
        postId: id,
        url: z.url(),
        title: z.string(),
        at: moment,
        excerpt: z.strictObject({ before: z.string(), hit: z.string(), after: z.string() }),
        hits: z.int(),
      }),
    ),
  })
  .meta({ id: 'WordRuleTrial' })

const formed = ({ can: _, changedAt, ...rule }: RuleShown) => ({ ...rule, changedAt: iso(changedAt) })

async function oneRule(ctx: Ctx, { ruleId }: { ruleId: string }) {
  const rule = (await ruleList(ctx)).find((candidate) => candidate.id === ruleId)
  if (!rule) throw new Error('a rule was written and is not in view')
  return formed(rule)
}

/** Word and pattern rules (MOD-18): in the order in which they apply, tried before they are saved. */
export const wordRuleEndpoints = [
  view('GET /word-rules', { input: z.object({}), shape: listOf(ruleShape) }, async (ctx) => ({
    items: (await ruleList(ctx)).map(formed),
    next: null,
  })),
  view('GET /word-rules/log', { input: z.object({}), shape: listOf(changeShape) }, async (ctx) => ({
    items: (await ruleLog(ctx)).map(({ id: _, at, ...change }) => ({ ...change, at: iso(at) })),
    next: null,
  })),
  verb(
    'POST /word-rules/trial',
    { input: input.newRule, shape: trialShape, statuses: [200] },
    async (ctx, wanted) => {
      const { examples, ...trial } = await tryRule(ctx, wanted)
      return ok({
        ...trial,
        examples: examples.map(({ href, at, ...example }) => ({
          ...example,
          url: `${ctx.site}${href}`,
          at: iso(at),
        })),
      })
    },
  ),
  verb('POST /word-rules', { input: input.newRule, shape: ruleShape, statuses: [201] }, async (ctx, wanted) =>
    created(await oneRule(ctx, await makeRule(ctx, wanted))),
  ),
  verb(
    'PUT /word-rules/{ruleId}',
    { input: input.ruleChange, shape: ruleShape, statuses: [200] },
    async (ctx, wanted) => ok(await oneRule(ctx, await changeRule(ctx, wanted))),
  ),
  verb('DELETE /word-rules/{ruleId}', { input: input.ruleRef, statuses: [204] }, async (ctx, ref) => {
    await removeRule(ctx, ref)
    return done()
  }),
]
