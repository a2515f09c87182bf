import type { FactType } from '#server/core/events.ts'
import type { Reaction } from '#server/core/reaction.ts'

/**
 * Everything that follows a fact, on one page. A fact left out does not compile; an empty list says that nothing
 * follows. Delivery is at least once, and each reaction has a queue of its own, named by its written name.
 */
export const reactions: Reactions = {
  // identity
  'member.joined': [],
  'member.verified': [],
  'member.renamed': [],
  'member.rolesChanged': [],
  'member.signedIn': [],
  'member.recovered': [],
  'member.signedOut': [],
  'member.vouched': [],
  'member.changed': [],
  'member.deactivated': [],
  'password.changed': [],
  'sessions.revoked': [],
  'setup.completed': [],
  'email.changed': [],
  'recovery.asked': [],
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
  'topic.started': [],
  'topic.retitled': [],
  'topic.retagged': [],
  'topic.moved': [],
  'topic.converted': [],
  'topic.closed': [],
  'topic.reopened': [],
  'topic.reviewAsked': [],
  'topic.hidden': [],
  'topic.restored': [],
  'topic.withdrawn': [],
  'topic.markedSolved': [],
  'topic.markedUnsolved': [],
  'answer.posted': [],
  'comment.posted': [],
  'reply.posted': [],
  'note.posted': [],
  'private.posted': [],
  'post.revised': [],
  'post.approved': [],
  'post.hidden': [],
  'post.restored': [],
  'post.withdrawn': [],
  'post.flagged': [],
  'vote.cast': [],
  'answer.accepted': [],
  'acceptance.withdrawn': [],
  'problem.shared': [],
  'problem.withdrawn': [],
  'watch.changed': [],
  'topic.imported': [],
  // crm
  'account.changed': [],
  'contact.changed': [],
  'contract.changed': [],
  'contact.linked': [],
  'contact.unlinked': [],
  'contact.invited': [],
  'product.changed': [],
  // escalation
  'policy.changed': [],
  'calendar.changed': [],
  'clock.started': [],
  'clock.paused': [],
  'clock.resumed': [],
  'clock.stopped': [],
  'escalation.opened': [],
  'escalation.assigned': [],
  'escalation.acknowledged': [],
  'escalation.answered': [],
  'escalation.reopened': [],
  'escalation.resolved': [],
  'escalation.cancelled': [],
  // notifications
  'notice.written': [],
}

/** For every fact, who answers. */
export type Reactions = { readonly [Type in FactType]: readonly Reaction<Type>[] }
