import type { Priority } from '#db/schema/moderation.ts'

/** A flagger's record: how many of their flags were judged, and how many of those upheld. */
export type Accuracy = { judged: number; upheld: number }

export type Weighing = Accuracy & {
  /** Reputation band 0 to 4; staff count as 5. */
  band: number
  /** What the kind of flag adds; 0 unless an admin set it. */
  typeBonus: number
  /** A moderator who flags and wants it hidden at once. */
  takeAction: boolean
}

const neutralUpTo = 5
const zeroLine = 0.7

/**
 * 0 for the first five judged flags, then the distance from 70 % upheld as a share of its side, times log4(judged),
 * times 5: twenty flags all upheld give about +10.8 (MOD-02, reference-numbers.md 6).
 */
export function accuracyBonus({ judged, upheld }: Accuracy): number {
  if (judged <= neutralUpTo) return 0
  const share = upheld / judged
  const side = share >= zeroLine ? (share - zeroLine) / (1 - zeroLine) : (share - zeroLine) / zeroLine
  return side * (Math.log(judged) / Math.log(4)) * 5
}

/** What one flag counts, never below 0. Nothing of the CRM is among its inputs, and nothing may be (PRIV-08). */
export const flagWeight = (flag: Weighing): number =>
  Math.max(0, 1 + flag.band + accuracyBonus(flag) + flag.typeBonus + (flag.takeAction ? takeActionBonus : 0))

const takeActionBonus = 5

/** The least score of each priority (reference-numbers.md 6, review items). */
const floors: Readonly<Record<Priority, number>> = { low: 0, medium: 5, high: 10 }
export const floorOf = (priority: Priority): number => floors[priority]

/** What moderators see of a score, and all they see of it. */
export const priorityOf = (score: number): Priority =>
  score >= floors.high ? 'high' : score >= floors.medium ? 'medium' : 'low'

/** Nothing is hidden by itself below what the queue shows, or moderators would never see it (MOD-06). */
export const hidesAt = (threshold: number, minimum: Priority): number => Math.max(threshold, floorOf(minimum))

type Placed = { score: number; openedAt: Date; id: string }

/** The order of the queue: heavier first, then what waits longer. Total, so that the same inputs give the same order. */
export const inOrder = (a: Placed, b: Placed): number =>
  b.score - a.score || a.openedAt.getTime() - b.openedAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
