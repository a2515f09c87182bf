import { asc, eq, inArray } from 'drizzle-orm'
import { events, members, posts, reviewItems, topics } from '#db/schema/index.ts'
import type { Member } from '#server/core/actor.ts'
import { type Ctx, type Database, makeCtx, type Transaction } from '#server/core/ctx.ts'
import { system } from '#server/core/actor.ts'
import { isDomainError } from '#server/core/errors.ts'
import type { FactType, StoredFact } from '#server/core/events.ts'
import type { Reaction } from '#server/core/reaction.ts'
import { startMissing, sweepDue } from '#server/escalation/index.ts'
import { acceptAnswer, addPost, castVote, revisePost, startTopic, topicList } from '#server/forum/index.ts'
import { actorOfMember } from '#server/identity/index.ts'
import { decideItem, flagPost } from '#server/moderation/index.ts'
import { searchTopics } from '#server/search/index.ts'
import { reactions } from '#jobs/reactions.ts'
import { hour } from '#tests/world.ts'

export type People = { twins: readonly [Member, Member]; crowd: readonly Member[]; moderator: Member }
export type Deed = {
  what: 'ask' | 'answer' | 'comment' | 'vote' | 'flag' | 'twinFlags' | 'accept' | 'edit' | 'decide' | 'pass'
  /** Which twin it is about, which of the crowd acts, and which post it meets; taken modulo what is there. */
  twin: number
  who: number
  post: number
  value: 1 | -1
  words: string
}

const rooms = ['moderation.', 'reputation.', 'escalation.', 'notifications.']

/**
 * One telling of a history by the same people. `portrait` is all that a person could notice of how the house treated
 * them: what was refused, hidden, held or limited, every order, and every standing.
 */
export function sceneOf({ db, now }: { db: Database | Transaction; now: Date }, people: People) {
  let present = now
  const ctx = (actor: Ctx['actor']): Ctx => makeCtx({ db, actor, now: present, requestId: 'test' })
  const bySystem = () => ctx(system('test'))
  // standing may have changed since: whoever acts is read anew, as a request would
  const as = async (who: Member) => ctx(await actorOfMember(bySystem(), { memberId: who.memberId }))
  const heard = new Set<string>()
  const outcomes: string[] = []

  const written = () => db.select().from(posts).orderBy(asc(posts.topicId), asc(posts.number))
  const by = async (ids: readonly string[]) =>
    (await written()).filter((post) => post.authorId !== null && ids.includes(post.authorId))
  const one = <Item>(list: readonly Item[], place: number): Item | undefined => list[place % list.length]

  async function act({ what, twin, who, post, value, words }: Deed) {
    const { twins, crowd, moderator } = people
    const self = twins[twin % 2 === 0 ? 0 : 1]
    const other = one(crowd, who)
    if (!other) return
    const ofTwin = one(await by([self.memberId]), post)
    const ofOthers = one(await by(crowd.map(({ memberId }) => memberId)), post)
    switch (what) {
      case 'pass':
        present = new Date(present.getTime() + (1 + (post % 40)) * hour)
        return
      case 'ask':
        return startTopic(await as(post % 3 === 0 ? other : self), {
          ...{ board: 'route', kind: 'question', title: `Why does the export stop? ${words}` },
          body: `The night export stops. ${words}`,
        })
      case 'answer':
        return (
          ofOthers &&
          addPost(await as(self), { topicId: ofOthers.topicId, body: `Raise the limit. ${words}` })
        )
      case 'comment':
        return ofTwin && addPost(await as(other), { topicId: ofTwin.topicId, body: `Seen too. ${words}` })
      case 'vote':
        return ofTwin && castVote(await as(other), { postId: ofTwin.id, value })
      case 'flag':
        return ofTwin && flagPost(await as(other), { postId: ofTwin.id, clause: 'no-spam' })
      case 'twinFlags':
        return ofOthers && flagPost(await as(self), { postId: ofOthers.id, clause: 'no-spam' })
      case 'accept':
        return ofTwin && acceptAnswer(await as(other), { topicId: ofTwin.topicId, postId: ofTwin.id })
      case 'edit':
        return ofTwin && revisePost(await as(self), { postId: ofTwin.id, body: `Said better. ${words}` })
      case 'decide': {
        const open = await db
          .select({ id: reviewItems.id, kind: reviewItems.kind })
          .from(reviewItems)
          .where(eq(reviewItems.state, 'open'))
          .orderBy(asc(reviewItems.openedAt), asc(reviewItems.id))
        const item = one(open, post)
        const verdict =
          value === 1
            ? { action: 'approve' as const }
            : { action: 'hide' as const, clause: 'no-spam', message: 'It advertises.' }
        return item && decideItem(await as(moderator), { itemId: item.id, ...verdict })
      }
    }
  }

  /** Does it, notes a refusal as an outcome, and lets every room hear what was told. */
  async function plays(deed: Deed) {
    try {
      await act(deed)
      outcomes.push(deed.what)
    } catch (error) {
      if (!isDomainError(error)) throw error
      outcomes.push(`${deed.what}: ${error.status} ${error.key}`)
    }
    await hears()
    if (deed.what === 'pass') {
      await startMissing(bySystem())
      await sweepDue(bySystem())
      await hears()
    }
  }

  async function hears() {
    for (;;) {
      const told = (await db.select().from(events).orderBy(asc(events.id))) as StoredFact[]
      const fresh = told.filter(({ id }) => !heard.has(id))
      if (fresh.length === 0) return
      for (const fact of fresh) {
        heard.add(fact.id)
        for (const reaction of reactions[fact.type] as readonly Reaction<FactType>[])
          if (rooms.some((room) => reaction.name.startsWith(room))) await reaction.run(bySystem(), fact)
      }
    }
  }

  async function portrait() {
    const { twins, crowd } = people
    const all = [...twins, ...crowd].map(({ memberId }) => memberId)
    const standing = await db
      .select({
        handle: members.handle,
        reputation: members.reputation,
        approvedPosts: members.approvedPosts,
        suspended: members.suspendedUntil,
        limits: members.restrictions,
      })
      .from(members)
      .where(inArray(members.id, all))
      .orderBy(asc(members.handle))
    const reader = crowd[0]
    const [listed, found] = reader
      ? await Promise.all([
          topicList(await as(reader), { limit: 100 }),
          searchTopics(await as(reader), { q: 'export' }),
        ])
      : [{ items: [] }, { items: [] }]
    const shown = await written()
    const titles = new Map(
      (await db.select({ id: topics.id, title: topics.title }).from(topics)).map(({ id, title }) => [
        id,
        title,
      ]),
    )
    const queue = await db
      .select()
      .from(reviewItems)
      .orderBy(asc(reviewItems.openedAt), asc(reviewItems.subject))
    const postOf = new Map(shown.map((post) => [post.id, `${titles.get(post.topicId)} #${post.number}`]))
    return {
      outcomes,
      standing: standing.map(({ limits, ...member }) => ({
        ...member,
        limits: limits.map(({ kind, until }) => `${kind} ${until}`),
      })),
      posts: shown.map((post) => ({
        place: postOf.get(post.id),
        source: post.source,
        score: post.score,
        held: post.heldAt,
        hidden: post.hiddenAt,
        clause: post.hiddenClause,
        visible: post.visibleAt,
      })),
      list: listed.items.map(({ title }) => title),
      search: found.items.map(({ title }) => title),
      queue: queue.map((item) => ({
        about: `${item.kind} ${item.postId ? postOf.get(item.postId) : ''}`,
        score: item.score,
        state: item.state,
        reasons: item.reasons,
      })),
    }
  }

  return { plays, portrait }
}
