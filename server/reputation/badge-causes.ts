import type { BadgeFamily, Metal } from '#db/schema/standing.ts'

/**
 * For what a badge is had, as data: the kind of cause and its numbers. Each kind is one statement over whole sets in
 * `views/badge-causes`, and one sentence of its rule, its purpose and what it does not reward.
 */
export type Cause =
  /** Measures of one member; what admins build is of this kind too. */
  | { by: 'formula'; formula: string }
  /** The score of a question, an answer, or any other post. */
  | { by: 'score'; of: 'question' | 'answer' | 'post'; least: number }
  | { by: 'views'; least: number }
  /** A question that so many others saved. */
  | { by: 'saved'; least: number }
  /** A post that so many different people came to by one's share address. */
  | { by: 'shared'; visitors: number }
  /** An answer that others accepted and voted for; `first` if it also was the first. */
  | { by: 'accepted'; least: number; first: boolean }
  /** An answer so many days after the question. */
  | { by: 'late'; days: number; least: number }
  /** An answer to a question that had been voted down to `low` and now stands at `now` or more. */
  | { by: 'rescue'; least: number; low: number; now: number }
  /** An answer to a question that stands at `low` or less. */
  | { by: 'reversal'; least: number; low: number }
  | { by: 'selfAnswer'; least: number }
  /** An own post deleted though it was liked. */
  | { by: 'deleted'; least: number }
  | { by: 'tag'; votes: number; answers: number }
  /** Votes in so many of the largest tags. */
  | { by: 'breadth'; votes: number; tags: number; of: number }
  /** Up votes on others' answers beside one's own. */
  | { by: 'sport'; times: number }
  /** Edits of posts that nobody had touched for so many days. */
  | { by: 'oldEdit'; days: number; times: number }
  /** Questions both edited and answered within so many hours. */
  | { by: 'editAndAnswer'; hours: number; times: number }
  /** Reviews in one queue. */
  | { by: 'reviews'; times: number }
  | { by: 'flags'; times: number }
  | { by: 'visitsInRow'; days: number }
  /** Days on which the daily limit of reputation was reached. */
  | { by: 'cap'; days: number }
  /** Days with so many up votes cast. */
  | { by: 'votingDays'; votes: number; days: number }
  /** Years as a member with so much reputation won in each. */
  | { by: 'year'; reputation: number }
  | { by: 'profile' }
  | { by: 'guidelines' }
  /** The two most helpful of those who joined in a month. */
  | { by: 'newcomer'; best: number }
  | { by: 'event' }
  | { by: 'hand' }

export type CauseKind = Cause['by']
export type CauseOf<Kind extends CauseKind> = Extract<Cause, { by: Kind }>

/** A badge as it is shipped; its name is said in `badge.name.<key>`. */
export type ShippedBadge = {
  key: string
  metal: Metal
  family: BadgeFamily
  /** One can have it once, or once for each post, tag, queue or year. */
  repeats: 'once' | 'each'
  cause: Cause
  /** Exists, and is off until an admin switches it on. */
  off?: true
}
