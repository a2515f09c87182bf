import { change } from '#server/core/change.ts'
import type { StoredFact } from '#server/core/events.ts'
import { reaction } from '#server/core/reaction.ts'
import { clauseCited } from '#server/terms/index.ts'
import { type doerOf, type Entry, log } from './logging.ts'
import { state, stateRemoval } from './statements.ts'
import { postPlace, topicPlace } from './views/place.ts'

/** Who told a fact, as rows keep it. */
const toldBy = ({
  actorKind,
  actorId,
  at,
  id,
}: StoredFact): { by: ReturnType<typeof doerOf>; at: Date; eventId: StoredFact['id'] } => ({
  by:
    actorKind === 'member' || actorKind === 'key'
      ? { byKind: actorKind, byId: actorId }
      : { byKind: 'system', byId: null },
  at,
  eventId: id,
})

/** Whatever door hid a post, its author gets a statement, once (MOD-14), and the log an entry. */
export const stateHiding = reaction<'post.hidden'>('moderation.stateHiding', async (ctx, fact) => {
  const { postId, clause: key, termsVersion: version, boardId, topicId, authorId } = fact.payload
  await change(ctx, async (tx) => {
    const post = await postPlace(tx, postId)
    const clause = await clauseCited(tx, { key, version })
    const told = toldBy(fact)
    const reason = post?.hiddenReason ?? ''
    const kind = fact.payload.pending ? 'pending' : 'removal'
    const statementId =
      post && (await stateRemoval(tx, post, { kind, clause, reason, message: reason, told }))
    await log(
      tx,
      {
        action: fact.payload.pending ? 'post.hiddenPending' : 'post.hidden',
        ...{ memberId: authorId, postId, topicId, boardId, statementId },
        ...{ clause: clause.key, termsVersion: clause.version, reason },
        before: { hidden: false },
        after: { hidden: true },
      },
      told,
    )
  })
})

/** A topic that somebody else closed: its author can appeal, and for that needs a statement. */
export const stateClosing = reaction<'topic.closed'>('moderation.stateClosing', async (ctx, fact) => {
  const { topicId, boardId, reason } = fact.payload
  await change(ctx, async (tx) => {
    const topic = await topicPlace(tx, topicId)
    const told = toldBy(fact)
    if (!topic || told.by.byId === topic.authorId) return
    const statementId = topic.authorId
      ? await state(
          tx,
          {
            kind: 'closure',
            memberId: topic.authorId,
            clause: null,
            reason,
            message: topic.closedNote ?? '',
            ...{ topicId, boardId },
          },
          told,
        )
      : null
    const of = { memberId: topic.authorId, topicId, boardId, statementId }
    const values = { before: { closed: null }, after: { closed: reason } }
    await log(tx, { action: 'topic.closed', ...of, ...values, reason: topic.closedNote ?? '' }, told)
  })
})

type Deed =
  | 'post.restored'
  | 'post.withdrawn'
  | 'post.revised'
  | 'topic.reopened'
  | 'topic.moved'
  | 'topic.converted'
  | 'topic.split'
  | 'topic.merged'
  | 'topic.unmerged'
  | 'topic.pinned'
  | 'topic.unpinned'
  | 'topic.locked'
  | 'topic.unlocked'

/** What somebody did to another's post or topic stands in the log (MOD-26); what people do to their own does not. */
export const logDeed = reaction<Deed>('moderation.logDeed', async (ctx, fact) => {
  await change(ctx, async (tx) => {
    const told = toldBy(fact)
    const { topicId, boardId } = fact.payload
    const of =
      'postId' in fact.payload
        ? { memberId: fact.payload.authorId, postId: fact.payload.postId }
        : { memberId: (await topicPlace(tx, topicId))?.authorId ?? null, postId: null }
    if (told.by.byKind === 'member' && told.by.byId === of.memberId) return
    await log(
      tx,
      {
        action: fact.type === 'post.revised' ? 'post.edited' : fact.type,
        ...of,
        topicId,
        boardId,
        ...valuesOf(fact),
      },
      told,
    )
  })
})

function valuesOf({ type, payload }: StoredFact<Deed>): Pick<Entry, 'before' | 'after'> {
  if (type === 'post.restored') return { before: { hidden: true }, after: { hidden: false } }
  if (type === 'topic.reopened') return { before: { closed: true }, after: { closed: false } }
  if ('from' in payload) return { before: { kind: payload.from }, after: { kind: payload.kind } }
  if ('newTopicId' in payload) return { after: { topic: payload.newTopicId, posts: payload.posts } }
  if ('fromTopicId' in payload)
    return { before: { topic: payload.fromTopicId }, after: { posts: payload.posts } }
  if ('fromBoardId' in payload)
    return { before: { board: payload.fromBoardId }, after: { board: payload.boardId } }
  return {}
}
