import type { Ctx } from '#server/core/ctx.ts'
import { clausesInForce, currentTerms } from '#server/terms/index.ts'

/** The clauses a decision may cite, each with what the moderation guideline says about it (TERMS-09). For moderators. */
export async function clauseChoices(ctx: Ctx) {
  const [clauses, guideline] = await Promise.all([
    clausesInForce(ctx),
    currentTerms(ctx, { document: 'moderation-guideline' }),
  ])
  return clauses.map(({ key, title }) => ({
    key,
    title,
    guideline: guideline.clauses.find((advice) => advice.key === key)?.html ?? null,
  }))
}
