import type { MemberId } from '#server/core/ids.ts'

/** Where an import comes from: how its refs call it, and the address its relative links are meant against. */
export type ImportPlace = { source: string; base: string }

/** What every imported post has. Without an account its author is a name, or nobody. */
export type ImportedText = {
  externalId: string
  html: string
  authorId: MemberId | null
  authorName: string | null
  createdAt: Date
  editedAt: Date | null
  communityAt: Date | null
}
