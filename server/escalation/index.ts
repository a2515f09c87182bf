// For:   promises to covered askers: clocks, escalations, and the engineers' work on them.
// Owns:  business_calendars, calendar_holidays, sla_policies, sla_clocks, clock_events, escalation_queues, escalations.
// Tells: policy.changed, calendar.changed, clock.*, escalation.*.
// Hears: what happens to questions and their posts, contract.changed, contact.unlinked, policy.changed.
export { escalateNow } from './asking.ts'
export {
  acknowledgeEscalation,
  assignEscalation,
  cancelEscalation,
  changeSeverity,
  resolveEscalation,
} from './working.ts'
export { putPolicy } from './policies.ts'
export { putCalendar } from './calendars.ts'
export { putQueue } from './queues.ts'
export { startMissing, sweepBatch, sweepDue } from './sweeping.ts'
export {
  followContract,
  followLink,
  followMerge,
  followPolicy,
  followSplit,
  keepPromises,
  keepTopic,
  reweighMoved,
  startLinked,
} from './reactions.ts'
export { consoleView, escalationPage, upcomingClocks } from './views/console.ts'
export { topicPromise, type TopicPromise } from './views/topic-promise.ts'
export { ownPromises } from './views/own-promises.ts'
export { unrepliedList } from './views/unreplied.ts'
export { calendarList, policyList, queueList } from './views/settings-lists.ts'
export { coverageAnswer } from './views/coverage-answer.ts'
export type { EscalationShown } from './views/shown.ts'
export type { ClockShown } from './showing.ts'
export type { TraceLine } from './tracing.ts'
export * as input from './input.ts'
