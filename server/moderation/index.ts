// For:   one queue for whatever needs a moderator: flags, first posts, suggested edits; claims, decisions, undo.
// Owns:  flags, author_notes, suggestions, review_items, review_decisions, review_notes, review_rules, review_wishes, review_alerts.
// Tells: post.flagged, member.flagged, flag.*, author.noted, review.*, suggestion.*, firstPost.approved, member.silenced.
// Hears: topic.*, answer.*, comment.*, reply.*, post.*.
export { noteAuthor } from './noting.ts'
export { flagMember, flagPost, withdrawFlag } from './flagging.ts'
export { proposeEdit, withdrawSuggestion } from './suggesting.ts'
export { claimItem, releaseItem } from './claiming.ts'
export { decideItem } from './deciding.ts'
export { undoDecision } from './undoing.ts'
export { noteOnItem, tendItem } from './tending.ts'
export { reviews } from './policy.ts'
export { chooseWishes } from './wishes.ts'
export type { QueueView } from './input.ts'
export { nextItem, queueCount, type QueueRow, reviewQueue } from './views/queue.ts'
export { reviewItem, type ReviewItemPage } from './views/item-page.ts'
export { ownReports } from './views/own-reports.ts'
export { followHidden, followWithdrawn, openHeld, openReopening } from './reactions.ts'
export { closeStale, publishWaiting } from './sweeping.ts'
export * as input from './input.ts'
