import * as paths from './paths.ts'

type Params = Readonly<Record<string, string | number>>

/** Kinds of notices that tell of a step of moderation, with the step; a statement names its own. */
const steps: Readonly<Record<string, (params: Params) => string>> = {
  statement: ({ about = '' }) => String(about),
  sanctionLifted: ({ about = '' }) => String(about),
  sanctionEnded: ({ about = '' }) => String(about),
  appealDecided: () => 'appeal',
  closed: () => 'closure',
  reopened: () => 'closure',
  restored: () => 'removal',
  approved: () => 'first-post',
  reported: () => 'report',
}

/** And of a reward. */
const rewards: Readonly<Record<string, string>> = {
  rank: 'ranks',
  rankFailing: 'ranks',
  badges: 'badges',
  accepted: 'reputation',
}

/** Where what a notice tells of is explained: who decides it and how to appeal, or what it rewards and what not (REP-26). */
export function noticeHelp(kind: string, params: Params): string | null {
  const step = steps[kind]?.(params)
  if (step !== undefined) return paths.moderationHelp(step || undefined)
  const reward = rewards[kind]
  return reward === undefined ? null : paths.rewardsHelp(reward)
}
