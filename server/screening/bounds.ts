/**
 * What keeps any set of rules from holding up the house. A regular expression costs its program's size times the length of
 * the text, whatever it says, since the engine never backtracks; these bounds make that two seconds at the very worst.
 */
export const boundsOf = {
  /** Rules that are switched on. */
  rules: 200,
  /** Words or domains of one rule. */
  entries: 500,
  /** Characters of a post that regular expressions look at. */
  regexCharacters: 20_000,
  /** Steps of one compiled expression, and of all that are switched on together. */
  programSize: 200,
  programSizes: 1000,
} as const
