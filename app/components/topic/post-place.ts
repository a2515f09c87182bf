import type { TopicPage } from '#server/forum/index.ts'

/** What a post's stop needs to know of its topic: little, so that the stop stays the same while other posts come. */
export type PostPlace = Pick<
  TopicPage,
  | 'id'
  | 'kind'
  | 'slug'
  | 'from'
  | 'mine'
  | 'authorId'
  | 'openingId'
  | 'myProblem'
  | 'sourceUrl'
  | 'sourceLicence'
> & { can: Pick<TopicPage['can'], 'reply' | 'voteUp' | 'voteDown' | 'shareProblem'> }

/** Narrows a topic to what the stops of its posts show of it. */
export const placeOf = (topic: PostPlace): PostPlace => ({
  id: topic.id,
  kind: topic.kind,
  slug: topic.slug,
  from: topic.from,
  mine: topic.mine,
  authorId: topic.authorId,
  openingId: topic.openingId,
  myProblem: topic.myProblem,
  sourceUrl: topic.sourceUrl,
  sourceLicence: topic.sourceLicence,
  can: {
    reply: topic.can.reply,
    voteUp: topic.can.voteUp,
    voteDown: topic.can.voteDown,
    shareProblem: topic.can.shareProblem,
  },
})

/** What the whole line needs to know: of moderators' deeds too, and whether they can be taken back. */
export type ThreadPlace = ReturnType<typeof threadOf>

/** Narrows a topic to what its line shows of it: not how often it was read, nor when last. */
export const threadOf = (topic: TopicPage) => {
  const place = placeOf(topic)
  return {
    ...place,
    boardSlug: topic.boardSlug,
    pinnedAt: topic.pinnedAt,
    lockedAt: topic.lockedAt,
    deeds: topic.deeds,
    postsNext: topic.postsNext,
    can: { ...place.can, keep: topic.can.keep, lock: topic.can.lock },
  }
}
