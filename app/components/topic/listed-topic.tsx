import type { TopicRow as Listed } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { TopicRow } from './topic-row.tsx'

/** A row of a topic list as the forum's view gives it. */
export function ListedTopic({ topic, withBoard = true }: { topic: Listed; withBoard?: boolean }) {
  return (
    <TopicRow
      href={paths.topic(topic)}
      title={topic.title}
      kind={topic.kind}
      state={topic.state}
      flags={topic.flags}
      author={topic.author}
      startedAt={topic.createdAt}
      board={withBoard ? { name: topic.boardTitle, href: paths.board(topic.boardSlug) } : null}
      tags={topic.tags}
      excerpt={topic.excerpt}
      answers={topic.replyCount}
      {...(topic.score === null ? {} : { votes: topic.score })}
      views={topic.views}
      lastActor={topic.replyCount > 0 ? topic.last : null}
      lastAt={topic.activeAt}
      newCount={topic.newCount}
      staffAnswered={topic.staffReplied}
      pinned={topic.pinnedAt !== null}
    />
  )
}
