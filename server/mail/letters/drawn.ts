/** What is particular to a letter; greeting, ways out and layout are the same for all. */
export type Drawn = {
  subject: string
  lines: readonly string[]
  quote?: { by: string; text: string } | null
  /** What stands below the quote. */
  after?: readonly string[]
  open: { label: string; path: string }
  /** Where the step or reward it tells of is explained. */
  helpPath?: string | null
  /** The reason in words, as in "because you follow this topic". */
  why: string
}
