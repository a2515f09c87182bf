/** What a member does when a measure grows; a step above the first needs three of them (REP-06). */
export type Activity =
  | 'presence'
  | 'reading'
  | 'asking'
  | 'answering'
  | 'helping'
  | 'writing'
  | 'voting'
  | 'tending'
  | 'reviewing'
  | 'guiding'
  | 'articles'
  | 'ideas'
  | 'conduct'

export type Unit = 'count' | 'days' | 'percent'

/** Where it is counted from; `null` while nothing in the product makes it: it is 0, and what needs it is not reachable yet. */
export type Source =
  'members' | 'visits' | 'reads' | 'saves' | 'posts' | 'votes' | 'edits' | 'decisions' | null

/** How a measure is kept honest, where it could be gamed (REP-24, reference-numbers 2.1). */
export type Guard =
  'threeInThirtyDays' | 'tenADay' | 'onceADay' | 'oncePerPerson' | 'tenAnswers' | 'overturned'

export type Measure = {
  activity: Activity
  unit: Unit
  source: Source
  /** Others judged it: it cannot be had by doing more of the same. */
  quality: boolean
  /** Grows smaller by time alone; asked for reaching a step, never for keeping it (REP-10). */
  fades: boolean
  guard: Guard | null
  /** A signal so cheap that no step of contributors may ask for it (REP-19). */
  light: boolean
}

const measure = (
  activity: Activity,
  source: Source,
  more: Partial<Omit<Measure, 'activity' | 'source'>> = {},
): Measure => ({
  activity,
  source,
  unit: 'count',
  quality: false,
  fades: false,
  guard: null,
  light: false,
  ...more,
})

/**
 * Everything that can be counted of one member, net of what is hidden, withdrawn, held, reversed or owned by the
 * community (decisions 23, 33). Names are the terms of reference-numbers 2.1; what each means is said in `measure.<name>`.
 */
export const measures = {
  /** 1 once the address is verified. */
  verified: measure('presence', 'members'),
  /** Days since then; an imported author's since the first day there. */
  tenure: measure('presence', 'members', { unit: 'days' }),
  /** Different days with a visit or something written. */
  active: measure('presence', 'visits', { unit: 'days', guard: 'onceADay' }),
  /** Topics opened and read. */
  read: measure('reading', 'reads'),
  /** Own answers accepted on other people's questions. */
  SOL: measure('answering', 'posts', { quality: true, guard: 'threeInThirtyDays' }),
  /** The same, of the last 30 and the last 365 days. */
  SOL30: measure('answering', 'posts', { quality: true, fades: true, guard: 'threeInThirtyDays' }),
  SOL365: measure('answering', 'posts', { quality: true, fades: true, guard: 'threeInThirtyDays' }),
  /** SOL for each answer to others' questions, of the year before one's newest answer, answers older than 7 days. */
  rate: measure('answering', 'posts', { unit: 'percent', quality: true, guard: 'tenAnswers' }),
  /** Different people whose question one solved. */
  people: measure('answering', 'posts', { quality: true, guard: 'oncePerPerson' }),
  answers: measure('answering', 'posts'),
  /** Up votes on what one wrote to help: on everything but questions. */
  HV: measure('helping', 'votes', { quality: true, guard: 'threeInThirtyDays' }),
  /** Different people whose up votes those are. */
  supporters: measure('helping', 'votes', { quality: true, guard: 'oncePerPerson' }),
  /** "Works for me" marks received. */
  WM: measure('helping', null, { quality: true, guard: 'oncePerPerson' }),
  /** Own posts of any kind with at least 1, 2 and 5 up votes. */
  liked: measure('helping', 'votes', { quality: true }),
  liked2: measure('helping', 'votes', { quality: true }),
  liked5: measure('helping', 'votes', { quality: true }),
  /** Accepted answers that nobody voted for. */
  unthanked: measure('answering', 'posts', { quality: true }),
  questions: measure('asking', 'posts'),
  /** Own questions with at least one up vote or "same problem" of somebody else. */
  GQ: measure('asking', 'votes', { quality: true }),
  /** Different days on which such a question was asked. */
  GQdays: measure('asking', 'votes', { quality: true, guard: 'onceADay' }),
  /** People who have the same problem as one asked about. */
  sameProblem: measure('asking', 'votes', { quality: true, guard: 'oncePerPerson' }),
  /** Own questions with an accepted answer. */
  accepts: measure('asking', 'posts'),
  /** Solutions used: own questions that were solved, and others' that one has the same problem as. */
  used: measure('reading', 'posts'),
  /** What others wrote that one put aside to find again. */
  saves: measure('reading', 'saves', { light: true }),
  /** Different people who saved something one wrote. */
  savers: measure('helping', 'saves', { light: true, guard: 'oncePerPerson' }),
  /** Posts of every kind. */
  PO: measure('writing', 'posts', { guard: 'tenADay' }),
  comments: measure('writing', 'posts'),
  upVotes: measure('voting', 'votes'),
  downVotes: measure('voting', 'votes'),
  /** Votes on questions, of all that one cast. */
  questionVotes: measure('voting', 'votes'),
  /** Edits of what others wrote, and approved suggestions. */
  edits: measure('tending', 'edits'),
  suggestions: measure('tending', 'decisions', { quality: true }),
  /** Reviews done, agreed with or not. */
  reviews: measure('reviewing', 'decisions'),
  /** Own flags upheld. */
  flagsUpheld: measure('reviewing', 'decisions', { quality: true }),
  /** Reviews agreed with and flags upheld, less those overturned. */
  RV: measure('reviewing', 'decisions', { quality: true, guard: 'overturned' }),
  /** First posts of newcomers guided to publication. */
  FG: measure('guiding', 'decisions', { quality: true, guard: 'oncePerPerson' }),
  AR: measure('articles', null, { quality: true }),
  IP: measure('ideas', null, { quality: true }),
  /** Marks "outdated" that were upheld. */
  outdated: measure('reviewing', null, { quality: true }),
  /** Upheld flags against own posts, of the last days named. */
  flags30: measure('conduct', 'decisions'),
  flags60: measure('conduct', 'decisions'),
  flags90: measure('conduct', 'decisions'),
  flags180: measure('conduct', 'decisions'),
} as const satisfies Record<string, Measure>

export type MeasureName = keyof typeof measures
export const measureNames = Object.keys(measures) as MeasureName[]

export const isMeasure = (name: string): name is MeasureName => Object.hasOwn(measures, name)

/** What was counted of one member; null is "not yet", which fails every condition. */
export type Counted = Readonly<Partial<Record<MeasureName, number | null>>>
