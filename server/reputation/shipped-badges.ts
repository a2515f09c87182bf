import type { BadgeFamily, Metal } from '#db/schema/standing.ts'
import type { Cause, ShippedBadge } from './badge-causes.ts'

type Line = [key: string, metal: Metal, cause: Cause]

const each = (family: BadgeFamily, lines: Line[]): ShippedBadge[] =>
  lines.map(([key, metal, cause]) => ({ key, metal, family, repeats: 'each', cause }))
const once = (family: BadgeFamily, lines: Line[]): ShippedBadge[] =>
  lines.map(([key, metal, cause]) => ({ key, metal, family, repeats: 'once', cause }))

const score = (of: 'question' | 'answer' | 'post', least: number): Cause => ({ by: 'score', of, least })
const views = (least: number): Cause => ({ by: 'views', least })
const saved = (least: number): Cause => ({ by: 'saved', least })
const formula = (text: string): Cause => ({ by: 'formula', formula: text })

/** Asking and answering well: for what helped somebody. */
const help: ShippedBadge[] = [
  ...once('help', [
    ['student', 'bronze', score('question', 1)],
    ['teacher', 'bronze', score('answer', 1)],
    ['scholar', 'bronze', formula('accepts >= 1')],
  ]),
  ...each('help', [
    ['nice-question', 'bronze', score('question', 10)],
    ['good-question', 'silver', score('question', 25)],
    ['great-question', 'gold', score('question', 100)],
    ['nice-answer', 'bronze', score('answer', 10)],
    ['good-answer', 'silver', score('answer', 25)],
    ['great-answer', 'gold', score('answer', 100)],
    ['nice-post', 'bronze', score('post', 10)],
    ['good-post', 'silver', score('post', 25)],
    ['great-post', 'gold', score('post', 50)],
    ['popular-question', 'bronze', views(1000)],
    ['notable-question', 'silver', views(2500)],
    ['famous-question', 'gold', views(10_000)],
    ['favorite-question', 'silver', saved(25)],
    ['stellar-question', 'gold', saved(100)],
    ['enlightened', 'silver', { by: 'accepted', least: 10, first: true }],
    ['guru', 'silver', { by: 'accepted', least: 40, first: false }],
    ['revival', 'bronze', { by: 'late', days: 30, least: 2 }],
    ['necromancer', 'silver', { by: 'late', days: 60, least: 5 }],
    ['lifejacket', 'silver', { by: 'rescue', least: 5, low: -2, now: 2 }],
    ['lifeboat', 'gold', { by: 'rescue', least: 20, low: -3, now: 3 }],
    ['reversal', 'gold', { by: 'reversal', least: 20, low: -5 }],
  ]),
  ...once('help', [
    ['problem-solver', 'bronze', formula('SOL >= 1')],
    ['counsel', 'silver', formula('SOL >= 10')],
    ['authority', 'gold', formula('SOL >= 50')],
    ['institution', 'gold', formula('SOL >= 150')],
    ['tenacious', 'silver', formula('unthanked >= 6')],
    ['unsung-hero', 'gold', formula('unthanked >= 11')],
    ['appreciated', 'bronze', formula('liked >= 20')],
    ['respected', 'silver', formula('liked2 >= 100')],
    ['admired', 'gold', formula('liked5 >= 300')],
    ['curious', 'bronze', formula('GQdays >= 5')],
    ['inquisitive', 'silver', formula('GQdays >= 30')],
    ['socratic', 'gold', formula('GQdays >= 100')],
    ['newcomer-of-the-month', 'bronze', { by: 'newcomer', best: 2 }],
  ]),
]

/** Knowing a subject, and keeping what is written in good order. */
const craft: ShippedBadge[] = [
  ...each('craft', [
    ['tag-bronze', 'bronze', { by: 'tag', votes: 100, answers: 20 }],
    ['tag-silver', 'silver', { by: 'tag', votes: 400, answers: 80 }],
    ['tag-gold', 'gold', { by: 'tag', votes: 1000, answers: 200 }],
  ]),
  ...once('craft', [
    ['generalist', 'silver', { by: 'breadth', votes: 15, tags: 20, of: 40 }],
    ['self-learner', 'bronze', { by: 'selfAnswer', least: 3 }],
    ['disciplined', 'bronze', { by: 'deleted', least: 3 }],
    ['editor', 'bronze', formula('edits >= 1')],
    ['strunk-and-white', 'silver', formula('edits >= 80')],
    ['copy-editor', 'gold', formula('edits >= 500')],
    ['excavator', 'bronze', { by: 'oldEdit', days: 182, times: 1 }],
    ['archaeologist', 'silver', { by: 'oldEdit', days: 182, times: 100 }],
    ['explainer', 'bronze', { by: 'editAndAnswer', hours: 12, times: 1 }],
    ['refiner', 'silver', { by: 'editAndAnswer', hours: 12, times: 50 }],
    ['illuminator', 'gold', { by: 'editAndAnswer', hours: 12, times: 500 }],
    ['mortarboard', 'bronze', { by: 'cap', days: 1 }],
    ['epic', 'silver', { by: 'cap', days: 50 }],
    ['legendary', 'gold', { by: 'cap', days: 150 }],
  ]),
]

/** Taking part in what keeps a community going. */
const citizenship: ShippedBadge[] = [
  ...once('citizenship', [
    ['autobiographer', 'bronze', { by: 'profile' }],
    ['guidelines-read', 'bronze', { by: 'guidelines' }],
    ['supporter', 'bronze', formula('upVotes >= 1')],
    ['critic', 'bronze', formula('downVotes >= 1')],
    ['civic-duty', 'silver', formula('upVotes + downVotes >= 300')],
    ['electorate', 'gold', formula('upVotes + downVotes >= 600 && 4 * questionVotes >= upVotes + downVotes')],
    ['sportsmanship', 'silver', { by: 'sport', times: 100 }],
    ['thank-you', 'bronze', formula('liked >= 20 && upVotes >= 10')],
    ['gives-back', 'silver', formula('liked >= 100 && upVotes >= 100')],
    ['empathetic', 'gold', formula('liked >= 500 && upVotes >= 1000')],
    ['out-of-love', 'bronze', { by: 'votingDays', votes: 50, days: 1 }],
    ['higher-love', 'silver', { by: 'votingDays', votes: 50, days: 5 }],
    ['crazy-in-love', 'gold', { by: 'votingDays', votes: 50, days: 20 }],
    ['commentator', 'bronze', formula('comments >= 10')],
    ['first-flag', 'bronze', { by: 'flags', times: 1 }],
    ['citizen-patrol', 'bronze', formula('flagsUpheld >= 1')],
    ['deputy', 'silver', formula('flagsUpheld >= 80')],
    ['marshal', 'gold', formula('flagsUpheld >= 500')],
    ['guide', 'bronze', formula('FG >= 1')],
  ]),
  ...each('citizenship', [
    ['custodian', 'bronze', { by: 'reviews', times: 1 }],
    ['reviewer', 'silver', { by: 'reviews', times: 250 }],
    ['steward', 'gold', { by: 'reviews', times: 1000 }],
    ['announcer', 'bronze', { by: 'shared', visitors: 25 }],
    ['booster', 'silver', { by: 'shared', visitors: 300 }],
    ['publicist', 'gold', { by: 'shared', visitors: 1000 }],
    ['yearling', 'silver', { by: 'year', reputation: 200 }],
  ]),
  ...once('citizenship', [
    ['enthusiast', 'silver', { by: 'visitsInRow', days: 30 }],
    ['fanatic', 'gold', { by: 'visitsInRow', days: 100 }],
    ['devotee', 'gold', { by: 'visitsInRow', days: 365 }],
  ]).map((badge) => ({ ...badge, off: true as const })),
]

/**
 * The shelf as it is shipped (reference-numbers 4): every badge whose cause exists in the product. Bounties,
 * invitations and votes on comments do not, and neither do their badges.
 */
export const shippedBadges: readonly ShippedBadge[] = [...help, ...craft, ...citizenship]
