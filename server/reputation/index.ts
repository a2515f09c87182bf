// For:   what members earned and why: ledgers of people and content, ranks, badges, and what votes look arranged.
// Owns:  reputation_entries, score_entries, vote_finding*, tangible_rewards, and the tables of standing.
// Tells: reputation.changed, reward.*, irregularity.*, rank.*, ladder.*, badge*.*, title.*, standing.wished.
// Hears: vote.*, answer.*, acceptance.*, post.*, topic.*, member.*, problem.*, flag.*, review.*, suggestion.*.
export { reckonAll, reckonPost, reckonTopic } from './reactions.ts'
export { reckonMembers } from './ledger.ts'
export {
  type AbilityChoice,
  type AbilityShown,
  type Crossing,
  abilityDesk,
  abilityList,
  abilityPage,
  chooseAbilities,
  previewAbilities,
} from './abilities.ts'
export { choosePoints, type PointChoice, pointDesk, previewPoints } from './points.ts'
export { attachReward, detachReward, rewardInput, rewardRef } from './rewards.ts'
export { rewardDesk } from './views/rewards.ts'
export { type ReputationHistory, reputationHistory } from './views/history.ts'
export { recomputeReputation, recomputeScores } from './recomputing.ts'
export { lookAtSilent, recomputeStanding, sweepStanding } from './looking.ts'
export { activateLadder } from './activating.ts'
export { discardDraft, draftScore, draftStep, draftWhole, dropStep } from './drafting.ts'
export { appointTitle, removeTitle } from './titles.ts'
export { ownWishes, wishStanding } from './wishes.ts'
export { ladderDesk, ladderList, measureList, rowChoices } from './views/ladder-list.ts'
export { ladderSimulation } from './views/simulation.ts'
export { memberStanding, rankSigns, type RankSign, type StandingOn } from './views/standing.ts'
export { lookAtPeople, lookAtSaved, lookAtTopic } from './rank-reactions.ts'
export { noteFlag, noteGuided, noteReview, noteSuggestion, noteUndone, noteVerdict } from './deeds.ts'
export { type Agreement, reviewAgreement } from './views/agreement.ts'
export { dropBadge, giveBadge, hideBadge, makeBadge, switchBadge, takeBadge } from './badge-making.ts'
export { hearEvent } from './outside-events.ts'
export { badgeDesk, badgeList, badgePage, memberBadges, type ShownBadge } from './views/badge-list.ts'
export {
  knownFor,
  leaderboard,
  periods as leaderPeriods,
  type TagExpert,
  tagExperts,
  whomToInvite,
} from './views/leaders.ts'
export { dismissFinding, findIrregularities } from './irregularities.ts'
export { findingList } from './views/finding-list.ts'
export { findingFilter, findingRef } from './irregularity-input.ts'
export * as standingInput from './standing-input.ts'
export { reasons, rewardedRules } from '#db/schema/reputation.ts'
