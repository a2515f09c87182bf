import { z } from 'zod'

export const searchInput = z.object({
  q: z.string().trim().max(300, 'forum.text.long').default(''),
  cursor: z.string().nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
