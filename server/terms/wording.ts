import type { TermsWords } from '#db/schema/terms.ts'
import type { DiffSegment } from '#server/core/diff.ts'

/**
 * The whole of it as one text, to be compared word by word: without the summary, which says what differs and is itself
 * another every time, and without the marks of headings, which are no words.
 */
export const whole = ({ text, clauses }: Pick<TermsWords, 'text' | 'clauses'>) =>
  [text, ...clauses.map((clause) => `${clause.title}\n\n${clause.text}`)]
    .join('\n\n')
    .replace(/^#{1,6}[ \t]+/gm, '')

/** How many places differ: what was taken out and what was put in there count as one. */
export const changesIn = (segments: readonly DiffSegment[]) =>
  segments.filter(({ kind }, at) => kind !== 'same' && (at === 0 || segments[at - 1]?.kind === 'same')).length
