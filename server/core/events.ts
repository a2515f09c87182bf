import type { ModerationAction, Role } from './actor.ts'
import type {
  AccountId,
  AppealId,
  AssignmentRuleId,
  BoardGroupId,
  BoardId,
  ClockId,
  CommunityNoteId,
  ContactId,
  ContractId,
  DecisionId,
  EscalationId,
  EventId,
  FindingId,
  FlagId,
  KeyId,
  MemberId,
  NoticeId,
  PolicyId,
  PostId,
  ProductId,
  RuleId,
  ReviewItemId,
  RewardId,
  SuggestionId,
  SanctionId,
  StatementId,
  TagId,
  TopicId,
} from './ids.ts'

type InTopic = { topicId: TopicId; boardId: BoardId }
/** What a notice is about; nested, so that it tags neither the topic's pages nor its listeners. */
type NoticeSubject = {
  topicId: TopicId | null
  postId: PostId | null
  byId: MemberId | null
  rule: string
  params: Record<string, string | number>
}
type OfNote = OfPost & { noteId: CommunityNoteId; proposerId: MemberId }
type OfRule = { ruleId: RuleId; pattern: string; effect: string; active: boolean }
type OfPost = InTopic & { postId: PostId; authorId: MemberId | null }

/** Without topic or board of its own: a queue that stirs must not stir the topic's pages and listeners. */
type OfItem = { itemId: ReviewItemId; kind: string }
/** Its board named apart, so that the board's pages stay still. */
type OfAssigning = { assignmentRuleId: AssignmentRuleId; onBoard: BoardId | null }

/**
 * The almanac: everything that can happen, in the past tense, with ids and small values only. Personal data stays
 * out, so that erasing a member does not mean rewriting history.
 */
export type Facts = {
  // identity
  'member.joined': { memberId: MemberId }
  'member.verified': { memberId: MemberId }
  'member.renamed': { memberId: MemberId }
  'member.rolesChanged': { memberId: MemberId; roles: Role[] }
  'member.actionsChanged': { memberId: MemberId; actions: ModerationAction[] | null }
  'member.signedIn': { memberId: MemberId }
  'member.recovered': { memberId: MemberId }
  'member.signedOut': { memberId: MemberId }
  'member.vouched': { memberId: MemberId }
  'member.changed': { memberId: MemberId }
  'member.deactivated': { memberId: MemberId }
  'member.affiliated': { memberId: MemberId; partner: boolean }
  'password.changed': { memberId: MemberId }
  'sessions.revoked': { memberId: MemberId }
  'setup.completed': { memberId: MemberId }
  'email.changed': { memberId: MemberId }
  'recovery.asked': { memberId: MemberId }
  'key.created': { keyId: KeyId }
  'key.revoked': { keyId: KeyId }
  // settings, terms
  'settings.changed': { keys: string[] }
  'terms.drafted': { document: string; revision: number }
  'terms.draftDiscarded': { document: string }
  'terms.published': { document: string; version: number }
  'terms.accepted': { memberId: MemberId; document: string; version: number }
  'terms.reminded': { document: string; version: number; people: number }
  // screening
  'rule.made': OfRule
  'rule.changed': OfRule
  'rule.removed': OfRule
  'spam.learnt': { postId: PostId; verdict: 'spam' | 'ham' }
  'spam.unlearnt': { postId: PostId }
  // forum
  'board.created': { boardId: BoardId }
  'board.changed': { boardId: BoardId }
  'boardGroup.created': { groupId: BoardGroupId }
  'boardGroup.changed': { groupId: BoardGroupId }
  'tag.created': { tagId: TagId }
  'tag.changed': { tagId: TagId }
  'topic.started': InTopic & { postId: PostId; authorId: MemberId | null; kind: string; held: boolean }
  'topic.retitled': InTopic
  'topic.retagged': InTopic
  'topic.moved': InTopic & { fromBoardId: BoardId }
  'topic.converted': InTopic & { from: string; kind: string }
  'topic.split': InTopic & { newTopicId: TopicId; newBoardId: BoardId; posts: number }
  'topic.merged': InTopic & { fromTopicId: TopicId; fromBoardId: BoardId; posts: number }
  'topic.unmerged': InTopic & { fromTopicId: TopicId; fromBoardId: BoardId; posts: number }
  'topic.pinned': InTopic
  'topic.unpinned': InTopic
  'topic.locked': InTopic
  'topic.unlocked': InTopic
  'topic.closed': InTopic & { reason: string; duplicateOf: TopicId | null }
  'topic.reopened': InTopic
  'topic.reviewAsked': InTopic
  'topic.hidden': InTopic & { clause: string; termsVersion: number }
  'topic.restored': InTopic
  'topic.withdrawn': InTopic
  'topic.markedSolved': InTopic
  'topic.markedUnsolved': InTopic
  'answer.posted': OfPost & { official: boolean; held: boolean }
  'comment.posted': OfPost & { parentId: PostId; official: boolean; held: boolean }
  'reply.posted': OfPost & { official: boolean; held: boolean }
  'note.posted': OfPost
  'private.posted': OfPost & { official: boolean }
  /** Rules, a score or haste caught it; `held` where it waits for a moderator. */
  'post.screened': OfPost & {
    held: boolean
    rules: { ruleId: RuleId; effect: string; clause: string | null }[]
    spam: number | null
    typedInSeconds: number | null
  }
  'post.revised': OfPost & { minor: boolean }
  'post.held': OfPost & { kind: string }
  'post.converted': OfPost & { from: string; kind: string }
  'communityNote.proposed': OfNote
  'communityNote.approved': OfNote & { byId: MemberId }
  'communityNote.rejected': OfNote & { byId: MemberId }
  'communityNote.removed': OfNote & { byId: MemberId }
  'post.approved': OfPost & { kind: string; official: boolean }
  /** `pending`: the weight of flags hid it until a moderator rules. */
  'post.hidden': OfPost & { clause: string; termsVersion: number; kind: string; pending: boolean }
  'post.restored': OfPost & { kind: string }
  'post.withdrawn': OfPost & { kind: string }
  /** `blind`: the counts of the post are hidden, and so is that somebody voted. */
  'vote.cast': OfPost & { voterId: MemberId; value: number; before: number; blind: boolean }
  'counts.shown': OfPost
  /** Votes on a post, or its acceptance, count no more, or count again (REP-23). */
  'vote.voided': OfPost
  'vote.restored': OfPost
  'answer.accepted': OfPost & { acceptedBy: MemberId | null }
  'acceptance.withdrawn': OfPost
  'problem.shared': InTopic & { memberId: MemberId }
  'problem.withdrawn': InTopic & { memberId: MemberId }
  'watch.changed': { memberId: MemberId }
  /** `about` stands apart: who was asked is no news to the topic's readers. `tag` is what they are asked for, if anything. */
  'invitation.sent': {
    invitedId: MemberId
    about: { topicId: TopicId; postId: PostId }
    tag: string | null
  }
  'invitation.declined': { invitedId: MemberId; about: { topicId: TopicId } }
  'invitation.wished': { memberId: MemberId }
  /** Named without topic and author: what one saves is nobody else's news, not even its moment. */
  'post.saved': { memberId: MemberId; postId: PostId }
  'post.shared': { memberId: MemberId; postId: PostId }
  /** Somebody came by that address for the first time; who is kept nowhere. `memberId` is who shared. */
  'share.followed': { memberId: MemberId; postId: PostId }
  'post.unsaved': { memberId: MemberId; postId: PostId }
  'topic.imported': InTopic
  // crm
  'account.changed': { accountId: AccountId }
  'contact.changed': { contactId: ContactId }
  'contract.changed': { contractId: ContractId; accountId: AccountId }
  'contact.linked': { memberId: MemberId; contactId: ContactId; accountId: AccountId | null; method: string }
  'contact.unlinked': { memberId: MemberId; contactId: ContactId; accountId: AccountId | null }
  'contact.invited': { contactId: ContactId; invitationId: string }
  'product.changed': { productId: ProductId }
  // escalation
  'policy.changed': { policyId: PolicyId }
  'calendar.changed': { key: string }
  'clock.started': { topicId: TopicId; clockId: ClockId; kind: string }
  'clock.paused': { topicId: TopicId; clockId: ClockId; kind: string; cause: string }
  'clock.resumed': { topicId: TopicId; clockId: ClockId; kind: string; cause: string }
  'clock.stopped': { topicId: TopicId; clockId: ClockId; kind: string; cause: string }
  'escalation.opened': InTopic & {
    escalationId: EscalationId
    cause: string
    /** By when the asker hears, ISO. */ dueAt?: string
  }
  'escalation.assigned': InTopic & { escalationId: EscalationId; assigneeId: MemberId }
  'escalation.acknowledged': InTopic & { escalationId: EscalationId }
  'escalation.answered': InTopic & { escalationId: EscalationId }
  'escalation.takenBack': InTopic & { escalationId: EscalationId }
  'escalation.weighed': InTopic & { escalationId: EscalationId; severity: number; reason: string }
  'escalation.moved': InTopic & { escalationId: EscalationId; fromTopicId: TopicId }
  'escalation.reopened': InTopic & { escalationId: EscalationId }
  'escalation.resolved': InTopic & { escalationId: EscalationId; outcome: string }
  'escalation.cancelled': InTopic & { escalationId: EscalationId; reason: string }
  // reputation
  'reward.attached': { rewardId: RewardId; rule: string; ruleKey: string }
  'reward.detached': { rewardId: RewardId; rule: string; ruleKey: string }
  'reputation.changed': { memberId: MemberId; before: number; reputation: number }
  // moderation
  'topic.handedOver': InTopic & { memberId: MemberId }
  'post.flagged': { flagId: FlagId; flaggerId: MemberId; clause: string; postId: PostId }
  'member.flagged': { flagId: FlagId; flaggerId: MemberId; clause: string; flaggedId: MemberId }
  'flag.changed': { flagId: FlagId; flaggerId: MemberId; clause: string | null }
  'flag.judged': {
    flagId: FlagId
    flaggerId: MemberId
    postId: PostId | null
    authorId: MemberId | null
    /** Null where a judgement was undone; `before` is what stood until now. */
    upheld: boolean | null
    before: boolean | null
    clause: string
    decisionId: DecisionId
  }
  'author.noted': { postId: PostId; authorId: MemberId; fromId: MemberId }
  /** Once for each item and moderator: `page` where they want it in their inbox, `mail`, `push` to their browsers. */
  'moderator.alerted': {
    memberId: MemberId
    itemId: ReviewItemId
    kind: string
    page: boolean
    mail: boolean
    push: boolean
  }
  'review.opened': OfItem & { postId: PostId | null }
  'review.changed': OfItem
  'review.claimed': OfItem & { claimantId: MemberId }
  'review.released': OfItem
  'review.decided': OfItem & {
    decisionId: DecisionId
    action: string
    clause: string | null
    deciderId: MemberId | null
    postId: PostId | null
    authorId: MemberId | null
  }
  'review.undone': OfItem & {
    decisionId: DecisionId
    action: string
    postId: PostId | null
    authorId: MemberId | null
  }
  'assignmentRule.made': OfAssigning
  'assignmentRule.changed': OfAssigning
  'assignmentRule.removed': OfAssigning
  'suggestion.proposed': { suggestionId: SuggestionId; postId: PostId; proposerId: MemberId }
  'suggestion.decided': {
    suggestionId: SuggestionId
    postId: PostId
    proposerId: MemberId
    approved: boolean
  }
  /** By the weight of flags until then (ISO), null where it is lifted; the statement about it bears this id. */
  'member.silenced': { memberId: MemberId; until: string | null; clause: string; statementId: string }
  'firstPost.approved': { postId: PostId; authorId: MemberId; byId: MemberId }
  'irregularity.found': { findingId: FindingId; cause: string }
  'irregularity.dismissed': { findingId: FindingId }
  // reputation: standing
  'rank.moved': {
    memberId: MemberId
    ladder: string
    version: number
    from: number
    to: number
    /** The name of the step they stand on now; empty for none. */
    step: string
    cause: 'earned' | 'failed' | 'ladder'
  }
  'rank.failing': { memberId: MemberId; ladder: string; step: string; mendBy: string }
  'rank.mended': { memberId: MemberId; ladder: string; step: string }
  /** Null where a draft was thrown away. */
  'ladder.drafted': { ladder: string; version: number | null }
  'ladder.activated': { ladder: string; version: number; moved: number }
  /** All that one look brought; `names` as English says them. */
  'badges.earned': { memberId: MemberId; badges: string[]; names: string[] }
  'badges.withdrawn': { memberId: MemberId; badges: string[] }
  'badge.made': { badge: string }
  'badge.dropped': { badge: string }
  'badge.eventHeard': { badge: string; revoked: boolean }
  'title.appointed': { memberId: MemberId; title: string }
  'title.removed': { memberId: MemberId }
  'standing.wished': { memberId: MemberId }
  // moderation: sanctions, statements, appeals
  /** Named apart, so that the noted member's own pages and sockets stay still. */
  'member.noted': { sanctionId: SanctionId; notedId: MemberId }
  'member.fileOpened': { openedId: MemberId }
  'member.warned': { sanctionId: SanctionId; memberId: MemberId }
  'member.limited': { sanctionId: SanctionId; memberId: MemberId; /** ISO. */ until: string }
  'member.suspended': { sanctionId: SanctionId; memberId: MemberId; /** ISO. */ until: string }
  'sanction.lifted': {
    sanctionId: SanctionId
    memberId: MemberId
    kind: 'warning' | 'limit' | 'suspension'
    as: 'early' | 'overturned'
    statementId: StatementId | null
  }
  'sanction.ended': {
    sanctionId: SanctionId
    memberId: MemberId
    kind: 'warning' | 'limit' | 'suspension'
    statementId: StatementId | null
  }
  'statement.sent': {
    statementId: StatementId
    memberId: MemberId
    kind: string
    clause: string | null
    /** ISO. */ until: string | null
    about: { topicId: TopicId | null; postId: PostId | null }
  }
  'appeal.made': { appealId: AppealId; statementId: StatementId; appellantId: MemberId }
  'appeal.decided': {
    appealId: AppealId
    statementId: StatementId
    memberId: MemberId
    outcome: 'upheld' | 'overturned'
    about: { topicId: TopicId | null; postId: PostId | null }
  }
  // notifications
  'inbox.changed': { memberId: MemberId }
  'mail.causeChanged': { memberId: MemberId; cause: string; refused: boolean }
  'notice.written': {
    memberId: MemberId
    noticeId: NoticeId
    kind: string
    cause: string
    about: NoticeSubject
  }
}

export type FactType = keyof Facts
export type Fact = { [Type in FactType]: { type: Type } & Facts[Type] }[FactType]

/** A fact as a reaction hears it. */
export type StoredFact<Type extends FactType = FactType> = {
  id: EventId
  type: Type
  at: Date
  actorKind: string
  actorId: MemberId | KeyId | null
  origin: 'import' | null
  depth: number
  payload: Facts[Type]
}

/**
 * What a fact touches: the tags by which cached pages are dropped and sockets told. A member's own tag appears only
 * where the fact is about that member, so that one person's reading does not empty everyone's cache.
 */
export function tagsOf(fact: Fact): string[] {
  if (fact.type === 'vote.cast' && fact.blind) return []
  const tags: string[] = []
  if ('topicId' in fact) tags.push(`topic:${fact.topicId}`)
  if ('boardId' in fact) tags.push(`board:${fact.boardId}`)
  if ('fromTopicId' in fact) tags.push(`topic:${fact.fromTopicId}`)
  if ('newTopicId' in fact) tags.push(`topic:${fact.newTopicId}`)
  if ('fromBoardId' in fact) tags.push(`board:${fact.fromBoardId}`)
  if ('newBoardId' in fact) tags.push(`board:${fact.newBoardId}`)
  if ('memberId' in fact) tags.push(`member:${fact.memberId}`)
  if ('authorId' in fact && fact.authorId) tags.push(`member:${fact.authorId}`)
  if ('tagId' in fact) tags.push(`tag:${fact.tagId}`)
  if ('groupId' in fact) tags.push('lists')
  if (fact.type === 'settings.changed' || fact.type === 'terms.published') tags.push('everything')
  if (fact.type === 'topic.started') tags.push('lists')
  if (fact.type.startsWith('review.')) tags.push('queue')
  return tags
}
