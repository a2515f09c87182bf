import { change } from '#server/core/change.ts'
import type { Ctx, Tx } from '#server/core/ctx.ts'
import type { StoredFact } from '#server/core/events.ts'
import type { MemberId } from '#server/core/ids.ts'
import { reaction } from '#server/core/reaction.ts'
import { audienceOfPost, audienceOfTopic } from './audience.ts'
import { engineers } from './views/people.ts'
import { followersOf, placeOf, topicPlace } from './views/place.ts'
import { type Draft, settle, writeNotices } from './writing.ts'

type Posted = 'answer.posted' | 'comment.posted' | 'reply.posted' | 'private.posted' | 'note.posted'

/** Whom a new post concerns. One that is held concerns nobody until it is approved. */
export const tellReaders = reaction<Posted>('notifications.tellReaders', (ctx, fact) => tellOfPost(ctx, fact))

/** A new topic: followers of its tags and its board, and who is mentioned. */
export const tellFollowers = reaction<'topic.started'>('notifications.tellFollowers', (ctx, fact) =>
  tellOfPost(ctx, fact),
)

async function tellOfPost(ctx: Ctx, fact: StoredFact<Posted | 'topic.started'>) {
  await change(ctx, async (tx) => {
    const place = await placeOf(tx, fact.payload.postId)
    if (!place || place.heldAt) return
    const { topicId, postId } = place
    const drafts =
      postId === place.openingId ? await audienceOfTopic(tx, place) : await audienceOfPost(tx, place)
    await writeNotices(tx, { fact, topicId, postId, readable: postId, byId: place.authorId }, drafts)
    if (place.kind === 'answer' && place.authorId)
      await settle(tx, { topicId, kinds: ['invited'], memberId: place.authorId })
  })
}

/** Asked to look at a question: once, with why it is them. */
export const tellInvited = reaction<'invitation.sent'>('notifications.tellInvited', async (ctx, fact) => {
  const { invitedId, about, tag } = fact.payload
  const draft: Draft = {
    memberId: invitedId,
    kind: 'invited',
    cause: 'invitations',
    rule: tag ? 'expert' : 'invitedToAnswer',
    params: tag ? { name: tag } : {},
  }
  await change(ctx, (tx) => writeNotices(tx, { fact, ...about, readable: about.postId }, [draft]))
})

/** Who declined is not reminded. */
export const settleInvited = reaction<'invitation.declined'>(
  'notifications.settleInvited',
  async (ctx, { payload }) => {
    const { invitedId: memberId, about } = payload
    await change(ctx, (tx) => settle(tx, { topicId: about.topicId, kinds: ['invited'], memberId }))
  },
)

/** A held post became public: its author hears that, and now everybody hears of the post itself. */
export const tellApproved = reaction<'post.approved'>('notifications.tellApproved', async (ctx, fact) => {
  await change(ctx, async (tx) => {
    const place = await placeOf(tx, fact.payload.postId)
    if (!place || place.heldAt) return
    const { topicId, postId, authorId } = place
    const others =
      postId === place.openingId ? await audienceOfTopic(tx, place) : await audienceOfPost(tx, place)
    const subject = { fact, topicId, postId, readable: postId }
    await writeNotices(tx, { ...subject, byId: authorId }, others)
    await writeNotices(tx, subject, [
      { memberId: authorId, kind: 'approved', cause: 'posts', rule: 'posted' },
    ])
  })
})

/** An accepted answer: its author; and the asker's own bell stops asking. */
export const tellAccepted = reaction<'answer.accepted'>('notifications.tellAccepted', async (ctx, fact) => {
  const { topicId, postId, authorId, acceptedBy } = fact.payload
  await change(ctx, async (tx) => {
    const draft: Draft = { memberId: authorId, kind: 'accepted', cause: 'posts', rule: 'posted' }
    await writeNotices(tx, { fact, topicId, postId, readable: postId, byId: acceptedBy }, [draft])
    const place = await topicPlace(tx, topicId)
    if (place?.askerId)
      await settle(tx, { topicId, kinds: ['answer', 'caseAnswered'], memberId: place.askerId })
  })
})

/** Solved without an accepted answer: who follows the topic hears that nothing more is needed. */
export const tellSolved = reaction<'topic.markedSolved'>('notifications.tellSolved', async (ctx, fact) => {
  await aboutTopic(ctx, fact, async (tx, place) => {
    if (place.askerId)
      await settle(tx, { topicId: place.topicId, kinds: ['answer', 'caseAnswered'], memberId: place.askerId })
    const followers = await followersOf(tx, place)
    return [...followers].flatMap(([memberId, { level, rule, cause }]): Draft[] =>
      level === 'watched' && rule === 'follows.topic' ? [{ memberId, kind: 'solved', cause, rule }] : [],
    )
  })
})

/** Closed or opened again: its author, with the reason. */
export const tellClosed = reaction<'topic.closed' | 'topic.reopened'>(
  'notifications.tellClosed',
  async (ctx, fact) => {
    const reason = 'reason' in fact.payload ? fact.payload.reason : null
    await aboutTopic(ctx, fact, (_tx, { askerId, topicId }) =>
      Promise.resolve([
        {
          memberId: askerId,
          kind: reason === null ? 'reopened' : 'closed',
          cause: `topic:${topicId}`,
          rule: 'asked',
          params: reason === null ? {} : { reason },
        },
      ]),
    )
  },
)

/** Shown again by a moderator or on appeal: its author hears it. What was taken away is told by its statement. */
export const tellRestored = reaction<'post.restored'>('notifications.tellRestored', async (ctx, fact) => {
  const { topicId, postId, authorId } = fact.payload
  const draft: Draft = { memberId: authorId, kind: 'restored', cause: 'posts', rule: 'posted' }
  // house: a decision names no moderator
  await change(ctx, (tx) => writeNotices(tx, { fact, topicId, postId, readable: null, byId: null }, [draft]))
})

type Conduct = 'statement.sent' | 'appeal.decided' | 'sanction.lifted' | 'sanction.ended'

/**
 * What was decided about a member, told to that member alone and whether or not they care for notices: a statement, the
 * outcome of an appeal, the end of a sanction (MOD-14, MOD-15). A closed topic has its own notice.
 */
export const tellConduct = reaction<Conduct>('notifications.tellConduct', async (ctx, fact) => {
  if ('kind' in fact.payload && fact.payload.kind === 'closure') return
  const draft: Draft = {
    memberId: fact.payload.memberId,
    kind: conductKinds[fact.type],
    cause: 'statements',
    rule: 'statement',
    params: conductParams(fact),
  }
  const nowhere = { topicId: null, postId: null, readable: null, byId: null }
  await change(ctx, (tx) => writeNotices(tx, { fact, ...nowhere }, [draft]))
})

const conductKinds = {
  'statement.sent': 'statement',
  'appeal.decided': 'appealDecided',
  'sanction.lifted': 'sanctionLifted',
  'sanction.ended': 'sanctionEnded',
} as const satisfies Record<Conduct, Draft['kind']>

function conductParams({ payload }: StoredFact<Conduct>): Record<string, string> {
  const { statementId } = payload
  const of: Record<string, string> = statementId ? { statementId } : {}
  if ('outcome' in payload) return { ...of, outcome: payload.outcome }
  if ('as' in payload) return { ...of, about: payload.kind, as: payload.as }
  if (!('clause' in payload)) return { ...of, about: payload.kind }
  const dueAt = payload.until ? { dueAt: payload.until } : {}
  return { ...of, about: payload.kind, clause: payload.clause ?? '', ...dueAt }
}

/** Every link between a member and a contact is told to that member (crm.md 10). */
export const tellLinked = reaction<'contact.linked'>('notifications.tellLinked', async (ctx, fact) => {
  const { memberId, method } = fact.payload
  const draft: Draft = { memberId, kind: 'linked', cause: 'account', rule: 'account', params: { method } }
  await change(ctx, (tx) => writeNotices(tx, { fact, topicId: null, postId: null, readable: null }, [draft]))
})

type Escalated =
  | 'escalation.opened'
  | 'escalation.assigned'
  | 'escalation.acknowledged'
  | 'escalation.answered'
  | 'escalation.resolved'
  | 'escalation.cancelled'

/** The asker hears what happens to the case; engineers hear that one waits, until one of them has it. */
export const tellCase = reaction<Escalated>('notifications.tellCase', async (ctx, fact) => {
  await aboutTopic(ctx, fact, async (tx, { topicId, askerId }) => {
    const assignee = 'assigneeId' in fact.payload ? fact.payload.assigneeId : null
    if (fact.type !== 'escalation.opened' && fact.type !== 'escalation.answered')
      await settle(tx, { topicId, kinds: ['caseQueued'] })
    if (fact.type === 'escalation.resolved' || fact.type === 'escalation.cancelled')
      await settle(tx, { topicId, kinds: ['caseAssigned'] })
    return caseDrafts(tx, fact, { askerId, assignee })
  })
})

async function caseDrafts(
  tx: Tx,
  fact: StoredFact<Escalated>,
  who: { askerId: MemberId | null; assignee: MemberId | null },
): Promise<Draft[]> {
  const params: Record<string, string> = { escalationId: fact.payload.escalationId }
  if ('dueAt' in fact.payload && fact.payload.dueAt) params.dueAt = fact.payload.dueAt
  if ('cause' in fact.payload) params.cause = fact.payload.cause
  const toAsker = (kind: Draft['kind']): Draft => ({
    memberId: who.askerId,
    kind,
    cause: 'cases',
    rule: 'case',
    params,
  })
  switch (fact.type) {
    case 'escalation.opened':
      return [
        toAsker('caseOpened'),
        ...(await engineers(tx)).map((memberId): Draft => ({
          memberId,
          kind: 'caseQueued',
          cause: 'queue',
          rule: 'engineer',
          params,
        })),
      ]
    case 'escalation.assigned':
      return [{ memberId: who.assignee, kind: 'caseAssigned', cause: 'assigned', rule: 'assigned', params }]
    case 'escalation.acknowledged':
      return [toAsker('caseAcknowledged')]
    case 'escalation.answered':
      return [toAsker('caseAnswered')]
    case 'escalation.resolved':
      return [toAsker('caseResolved')]
    case 'escalation.cancelled':
      return [toAsker('caseCancelled')]
  }
}

type OfTopic = Escalated | 'topic.markedSolved' | 'topic.closed' | 'topic.reopened'
type TopicPlace = NonNullable<Awaited<ReturnType<typeof topicPlace>>>

async function aboutTopic(
  ctx: Ctx,
  fact: StoredFact<OfTopic>,
  draft: (tx: Tx, place: TopicPlace) => Promise<Draft[]>,
) {
  await change(ctx, async (tx) => {
    const place = await topicPlace(tx, fact.payload.topicId)
    if (!place) return
    const drafts = await draft(tx, place)
    await writeNotices(tx, { fact, topicId: place.topicId, postId: null, readable: place.openingId }, drafts)
  })
}
