// For:   one inbox per member: who is told of what, by which rule, and what is done about it.
// Owns:  notices, push_keys, push_subscriptions, pushes.
// Tells: notice.written, inbox.changed.
// Hears: topic.*, answer.*, comment.*, reply.*, private.*, note.*, post.*, invitation.*, contact.linked, escalation.*, statement.sent, appeal.decided, sanction.*, flag.judged, review.decided, suggestion.decided, author.noted, moderator.alerted, terms.reminded, terms.accepted.
export { markDone, snooze, undoDone, unsnooze } from './marking.ts'
export { muteTopic, unmuteTopic } from './muting.ts'
export { inboxFilters } from './kinds.ts'
export { inbox } from './views/inbox.ts'
export { type Followed, ownFollows } from './views/own-follows.ts'
export { unreadCount } from './views/unread-count.ts'
export {
  settleInvited,
  tellAccepted,
  tellApproved,
  tellCase,
  tellClosed,
  tellConduct,
  tellFollowers,
  tellInvited,
  tellLinked,
  tellReaders,
  tellRestored,
  tellSolved,
} from './reactions.ts'
export { tellAlert, tellCorrected, tellNoted, tellProposer, tellReporter } from './moderating.ts'
export { tellBadges, tellRank } from './standing-reactions.ts'
export { type PushCarrier, webPush } from './push-carrier.ts'
export { deliverPush, prunePushes, pushAlert } from './pushing.ts'
export { addBrowser, removeBrowser } from './subscribing.ts'
export { ownBrowsers } from './views/own-browsers.ts'
export { settleOwing, tellOwing } from './terms-reactions.ts'
export * as input from './input.ts'
