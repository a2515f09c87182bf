export {
  badgePageQuery,
  badgeRef,
  badgeSwitch,
  giving,
  hiding,
  newBadge,
  outsideEvent,
  taking,
} from './badge-input.ts'
export { ladderDraft, ladderRef, simulationQuery } from './ladder-input.ts'
export { appointed, appointment } from './titles.ts'
export { leaderQuery } from './views/leaders.ts'
export { standingWish } from './wishes.ts'
