import type { TopicPage } from '#server/forum/index.ts'

/** What a post's stop needs to know of its topic: little, so that the stop stays the same while other posts come. */
export type PostPlace = ReturnType<typeof placeOf>

/** Narrows a topic to what the stops of its posts show of it. */
export const placeOf = ({ can, ...topic }: TopicPage) => ({
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
  can: { reply: can.reply, voteUp: can.voteUp, voteDown: can.voteDown, shareProblem: can.shareProblem },
})
