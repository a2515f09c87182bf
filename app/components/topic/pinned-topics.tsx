import type { TopicRow } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { ActionButton } from '../ui/button.tsx'
import { ListedTopic } from './listed-topic.tsx'
import { TopicList } from './topic-row.tsx'

/** What moderators keep at the head of a board. It folds; a member's fold is remembered until another is pinned. */
export function PinnedTopics(props: {
  topics: readonly TopicRow[]
  board: string
  folded: boolean
  signedIn: boolean
}) {
  const t = useWords()
  const { topics, folded } = props
  if (topics.length === 0) return null
  const label = t('board.pins', { count: topics.length })
  return (
    <details className="stack gap-2" open={!folded}>
      <summary>{label}</summary>
      <TopicList label={label}>
        {topics.map((topic) => (
          <ListedTopic key={topic.id} topic={topic} withBoard={false} />
        ))}
      </TopicList>
      {props.signedIn && (
        <ActionButton action={paths.boardPins(props.board)} method={folded ? 'DELETE' : 'PUT'} tone="quiet">
          {t(folded ? 'board.pins.unfold' : 'board.pins.fold')}
        </ActionButton>
      )}
    </details>
  )
}
