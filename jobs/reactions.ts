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
  'member.joined': [mail.mailProof, crm.matchJoined, reputation.lookAtPeople],
  'member.verified': [crm.matchVerified, reputation.lookAtPeople],
  'member.renamed': [],
  'member.rolesChanged': [],
  'member.actionsChanged': [],
  'member.signedIn': [],
  'member.recovered': [],
  'member.signedOut': [],
  'member.vouched': [],
  'member.changed': [reputation.lookAtPeople],
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
  'topic.started': [
    notifications.tellFollowers,
    escalation.keepPromises,
    moderation.openHeld,
    reputation.lookAtPeople,
  ],
  'topic.retitled': [escalation.keepPromises],
  'topic.retagged': [],
  'topic.moved': [escalation.reweighMoved],
  'topic.closed': [notifications.tellClosed, escalation.keepPromises],
  'topic.reopened': [notifications.tellClosed, escalation.keepPromises],
  'topic.reviewAsked': [moderation.openReopening],
  'topic.hidden': [escalation.keepPromises, reputation.reckonTopic, reputation.lookAtTopic],
  'topic.restored': [escalation.keepPromises, reputation.reckonTopic, reputation.lookAtTopic],
  'topic.withdrawn': [escalation.keepPromises, reputation.reckonTopic, reputation.lookAtTopic],
  'topic.markedSolved': [notifications.tellSolved, escalation.keepPromises, reputation.lookAtTopic],
  'topic.markedUnsolved': [escalation.keepPromises, reputation.lookAtTopic],
  'answer.posted': [
    notifications.tellReaders,
    escalation.keepPromises,
    moderation.openHeld,
    reputation.lookAtPeople,
  ],
  'comment.posted': [
    notifications.tellReaders,
    escalation.keepPromises,
    moderation.openHeld,
    reputation.lookAtPeople,
  ],
  'reply.posted': [notifications.tellReaders, moderation.openHeld, reputation.lookAtPeople],
  'note.posted': [notifications.tellReaders],
  'private.posted': [notifications.tellReaders, escalation.keepPromises],
  'post.revised': [reputation.lookAtPeople],
  'post.held': [escalation.keepPromises],
  'post.approved': [notifications.tellApproved, escalation.keepPromises, reputation.lookAtPeople],
  'post.hidden': [
    notifications.tellHidden,
    escalation.keepPromises,
    reputation.reckonPost,
    moderation.followHidden,
    reputation.lookAtTopic,
  ],
  'post.restored': [
    notifications.tellHidden,
    escalation.keepPromises,
    reputation.reckonPost,
    reputation.lookAtTopic,
  ],
  'post.withdrawn': [
    escalation.keepPromises,
    reputation.reckonPost,
    moderation.followWithdrawn,
    reputation.lookAtTopic,
  ],
  'vote.cast': [reputation.reckonPost, reputation.lookAtPeople],
  'answer.accepted': [
    notifications.tellAccepted,
    escalation.keepPromises,
    reputation.reckonPost,
    reputation.lookAtTopic,
  ],
  'acceptance.withdrawn': [escalation.keepPromises, reputation.reckonPost, reputation.lookAtTopic],
  'problem.shared': [reputation.lookAtTopic],
  'problem.withdrawn': [reputation.lookAtTopic],
  'watch.changed': [],
  'topic.imported': [reputation.reckonTopic, reputation.lookAtTopic],
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
  'suggestion.decided': [reputation.reckonPost],
  'member.silenced': [],
  'firstPost.approved': [],
  // reputation: standing
  'rank.moved': [],
  'rank.failing': [],
  'rank.mended': [],
  'ladder.drafted': [],
  'ladder.activated': [],
  'title.appointed': [],
  'title.removed': [],
  'standing.wished': [],
  // notifications
  'inbox.changed': [],
  'mail.causeChanged': [],
  'notice.written': [mail.mailNotice],
}

/** For every fact, who answers. */
export type Reactions = { readonly [Type in FactType]: readonly Reaction<Type>[] }
