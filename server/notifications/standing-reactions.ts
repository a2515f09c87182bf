import { change } from '#server/core/change.ts'
import type { StoredFact } from '#server/core/events.ts'
import { reaction } from '#server/core/reaction.ts'
import { type Draft, writeNotices } from './writing.ts'

const own = { cause: 'standing', rule: 'standing' }

/** Everybody stands on the first step of a ladder sooner or later: that is no news. */
const isNews = ({ from, to }: { from: number; to: number }) => !(from === 0 && to <= 1)

/** One's rank moved, or a term of it fails and can be mended (REP-09, REP-10). */
export const tellRank = reaction<'rank.moved' | 'rank.failing'>(
  'notifications.tellRank',
  async (ctx, fact) => {
    const draft = 'mendBy' in fact.payload ? failing(fact.payload) : moved(fact.payload)
    if (!draft) return
    await change(ctx, (tx) =>
      writeNotices(tx, { fact, topicId: null, postId: null, readable: null }, [draft]),
    )
  },
)

function failing({ memberId, step, mendBy }: StoredFact<'rank.failing'>['payload']): Draft {
  return { memberId, kind: 'rankFailing', params: { step, dueAt: mendBy }, ...own }
}

function moved(payload: StoredFact<'rank.moved'>['payload']): Draft | null {
  if (!isNews(payload)) return null
  const { memberId, from, to, step, cause } = payload
  const direction = to >= from ? 'up' : 'down'
  return { memberId, kind: 'rank', params: { step: step || '–', direction, cause }, ...own }
}

/** Badges earned at once are one notice, however many they are. */
export const tellBadges = reaction<'badges.earned'>('notifications.tellBadges', async (ctx, fact) => {
  const { memberId, badges, names } = fact.payload
  const params = { count: names.length, names: names.join(', '), badge: badges[0] ?? '' }
  await change(ctx, (tx) =>
    writeNotices(tx, { fact, topicId: null, postId: null, readable: null }, [
      { memberId, kind: 'badges', params, ...own },
    ]),
  )
})
