import type { z } from 'zod'
import type { Ctx } from '#server/core/ctx.ts'
import { recordReminder } from '#server/terms/index.ts'
import { acceptanceFigures, type acceptanceRef } from './views/acceptances.ts'

/** An admin has everybody reminded who owes a version, and nobody else (TERMS-06). Answers how many they are. */
export async function remindOwing(ctx: Ctx, input: z.input<typeof acceptanceRef>) {
  const { missing } = await acceptanceFigures(ctx, input)
  return recordReminder(ctx, { ...input, people: missing })
}
