import { z } from 'zod'
import { type FindingId, uuid } from '#server/core/ids.ts'

export const findingRef = z.object({ findingId: uuid<FindingId>() })

/** `state`: what stands, what was dismissed, or both. The cursor is the last finding of the page before. */
export const findingFilter = z.object({
  state: z.enum(['open', 'dismissed', 'all']).default('open'),
  cursor: uuid<FindingId>().nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
