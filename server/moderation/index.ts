// For:   order: one queue for moderators, with claims and undo; sanctions with an end, statements, appeals, a log of it all.
// Owns:  flags, author_notes, suggestions, review_*, sanctions, statements, appeals, moderation_log.
// Tells: post.flagged, flag.*, author.noted, review.*, assignmentRule.*, suggestion.*, firstPost.approved, member.*, sanction.*, statement.sent, appeal.*.
// Hears: topic.*, answer.*, comment.*, reply.*, post.*, member.flagged, flag.changed.
export { noteAuthor } from './noting.ts'
export { flagMember, flagPost, withdrawFlag } from './flagging.ts'
export { proposeEdit, withdrawSuggestion } from './suggesting.ts'
export { handingOver as handingOverInput, handOver } from './handing-over.ts'
export { claimItem, releaseItem } from './claiming.ts'
export { decideItem } from './deciding.ts'
export { undoDecision } from './undoing.ts'
export { noteOnItem, tendItem } from './tending.ts'
export { changeAssignmentRule, makeAssignmentRule, removeAssignmentRule } from './assigning.ts'
export { assignByRule } from './assigning-by-rule.ts'
export { type AssignmentRuleShown, assignmentRules } from './views/assignment-rules.ts'
export {
  queueReport,
  queueReportCsv,
  queueReportInput,
  type QueueReportRow,
  reportGroups,
  reportPeriods,
} from './views/queue-report.ts'
export * as assignmentInput from './assignment-input.ts'
export { mayKeepAssignments, reviews } from './policy.ts'
export { hideScoreInput, keepHideScore } from './hiding-by-weight.ts'
export { hideScore } from './views/hide-score.ts'
export { chooseWishes } from './wishes.ts'
export type { QueueView } from './input.ts'
export { nextItem, nextItems, queueCount, type QueueRow, reviewQueue } from './views/queue.ts'
export { type ItemPlace, itemPlaces } from './views/item-places.ts'
export { reviewItem, type ReviewItemPage } from './views/item-page.ts'
export { ownReports } from './views/own-reports.ts'
export { followHidden, followWithdrawn, openHeld, openReopening } from './reactions.ts'
export { alertModerators, alertStands } from './alerting.ts'
export { learnDecided, openScreened, unlearnUndone, weighPosted } from './catching.ts'
export { closeStale, publishWaiting } from './sweeping.ts'
export { type RuleTrial, tryRule } from './views/rule-trial.ts'
export * as input from './input.ts'
export { endSanctions, liftSanction, sanctionMember, sanctionPreview } from './sanctions.ts'
export { appealStatement, decideAppeal } from './appeals.ts'
export { removalPreview, removePost } from './statements.ts'
export { logDeed, stateClosing, stateHiding } from './conduct-reactions.ts'
export * as conductInput from './sanction-input.ts'
export { clauseChoices } from './views/clause-choices.ts'
export { logCsv, logInput, logList } from './views/log-list.ts'
export { quarterInput, transparencyQuarters, transparencyReport } from './views/transparency.ts'
export { canOpenFiles, canReadAppeals } from './sanction-policy.ts'
export { noteInFile, openFile } from './filing.ts'
export { mayOpenFileOf } from './views/member-file.ts'
export { appealList, overturnedWeeks } from './views/appeal-list.ts'
export { precedents, precedentsInput } from './views/precedents.ts'
export { removalStatements } from './views/removal-statements.ts'
export { troubleList } from './views/trouble.ts'
export { sanctionForm, sanctionPage } from './views/sanction-page.ts'
export { ownStatements, statementForLetter, statementPage } from './views/statement-page.ts'
