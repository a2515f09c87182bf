import type { FactType } from '#server/core/events.ts'
import type { Reaction } from '#server/core/reaction.ts'
import * as crm from '#server/crm/index.ts'
import * as escalation from '#server/escalation/index.ts'
import * as mail from '#server/mail/index.ts'
import * as moderation from '#server/moderation/index.ts'
import * as notifications from '#server/notifications/index.ts'
import * as reputation from '#server/reputation/index.ts'

/**
 * Everything that follows a fact, on one page. A fact left out does not compile; an empty list says that nothing
 * follows. Delivery is at least once, and each reaction has a queue of its own, named by its written name.
 */
export const reactions: Reactions = {
  // identity
  'member.joined': [mail.mailProof, crm.matchJoined],
  'member.verified': [crm.matchVerified],
  'member.renamed': [],
  'member.rolesChanged': [],
  'member.actionsChanged': [],
  'member.signedIn': [],
  'member.recovered': [],
  'member.signedOut': [],
  'member.vouched': [],
  'member.changed': [],
  'member.deactivated': [],
  'password.changed': [],
  'sessions.revoked': [],
  'setup.completed': [],
  'email.changed': [mail.mailProof],
  'recovery.asked': [mail.mailRecovery],
  'key.created': [],
  'key.revoked': [],
  // settings, terms
  'settings.changed': [],
  'terms.published': [],
  'terms.accepted': [],
  // forum
  'board.created': [],
  'board.changed': [],
  'tag.created': [],
  'tag.changed': [],
  'topic.started': [notifications.tellFollowers, escalation.keepPromises, moderation.openHeld],
  'topic.retitled': [escalation.keepPromises],
  'topic.retagged': [],
  'topic.moved': [escalation.reweighMoved],
  'topic.closed': [notifications.tellClosed, escalation.keepPromises],
  'topic.reopened': [notifications.tellClosed, escalation.keepPromises],
  'topic.reviewAsked': [moderation.openReopening],
  'topic.hidden': [escalation.keepPromises, reputation.reckonTopic],
  'topic.restored': [escalation.keepPromises, reputation.reckonTopic],
  'topic.withdrawn': [escalation.keepPromises, reputation.reckonTopic],
  'topic.markedSolved': [notifications.tellSolved, escalation.keepPromises],
  'topic.markedUnsolved': [escalation.keepPromises],
  'answer.posted': [notifications.tellReaders, escalation.keepPromises, moderation.openHeld],
  'comment.posted': [notifications.tellReaders, escalation.keepPromises, moderation.openHeld],
  'reply.posted': [notifications.tellReaders, moderation.openHeld],
  'note.posted': [notifications.tellReaders],
  'private.posted': [notifications.tellReaders, escalation.keepPromises],
  'post.revised': [],
  'post.held': [escalation.keepPromises],
  'post.approved': [notifications.tellApproved, escalation.keepPromises],
  'post.hidden': [
    notifications.tellHidden,
    escalation.keepPromises,
    reputation.reckonPost,
    moderation.followHidden,
  ],
  'post.restored': [notifications.tellHidden, escalation.keepPromises, reputation.reckonPost],
  'post.withdrawn': [escalation.keepPromises, reputation.reckonPost, moderation.followWithdrawn],
  'vote.cast': [reputation.reckonPost],
  'answer.accepted': [notifications.tellAccepted, escalation.keepPromises, reputation.reckonPost],
  'acceptance.withdrawn': [escalation.keepPromises, reputation.reckonPost],
  'problem.shared': [],
  'problem.withdrawn': [],
  'watch.changed': [],
  'topic.imported': [reputation.reckonTopic],
  // crm
  'account.changed': [],
  'contact.changed': [crm.matchContact],
  'contract.changed': [escalation.followContract],
  'contact.linked': [notifications.tellLinked, escalation.startLinked],
  'contact.unlinked': [escalation.followLink],
  'contact.invited': [mail.mailInvitation],
  'product.changed': [],
  // escalation
  'policy.changed': [escalation.followPolicy],
  'calendar.changed': [],
  'clock.started': [],
  'clock.paused': [],
  'clock.resumed': [],
  'clock.stopped': [],
  'escalation.opened': [notifications.tellCase],
  'escalation.assigned': [notifications.tellCase],
  'escalation.acknowledged': [notifications.tellCase],
  'escalation.answered': [notifications.tellCase],
  'escalation.takenBack': [],
  'escalation.weighed': [],
  'escalation.reopened': [],
  'escalation.resolved': [notifications.tellCase],
  'escalation.cancelled': [notifications.tellCase],
  // reputation
  'reputation.changed': [],
  // moderation
  'post.flagged': [],
  'member.flagged': [],
  'flag.changed': [],
  'flag.judged': [],
  'author.noted': [],
  'review.opened': [],
  'review.changed': [],
  'review.claimed': [],
  'review.released': [],
  'review.decided': [],
  'review.undone': [],
  'suggestion.proposed': [],
  'suggestion.decided': [],
  'member.silenced': [],
  'firstPost.approved': [],
  // notifications
  'inbox.changed': [],
  'mail.causeChanged': [],
  'notice.written': [mail.mailNotice],
}

/** For every fact, who answers. */
export type Reactions = { readonly [Type in FactType]: readonly Reaction<Type>[] }
