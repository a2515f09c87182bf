import type { TopicPage } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { kept } from '#app/lib/kept.tsx'
import { isWordKey, useWords } from '#app/lib/words.ts'
import { TagList } from '../tag/tag-link.tsx'
import { Breadcrumb } from '../ui/navigation.tsx'
import { RouteStrip, type RouteNode } from './route-strip.tsx'
import { shownState, type ShownState, StateShape } from './state-shape.tsx'

type Head = Pick<TopicPage, 'kind' | 'title' | 'boardTitle' | 'boardSlug' | 'tags'> & { state: ShownState }

/** Where a topic lies, its title, and its way so far. */
export function TopicHead({ topic }: { topic: TopicPage }) {
  const t = useWords()
  const { kind, title, boardTitle, boardSlug, tags } = topic
  return (
    <KeptHead
      topic={{ kind, title, boardTitle, boardSlug, tags, state: shownState(topic) }}
      way={kind === 'question' ? wayOf(topic, (key) => t(key)) : []}
    />
  )
}

const KeptHead = kept('topic-head', Head)

function Head({ topic, way }: { topic: Head; way: RouteNode[] }) {
  const t = useWords()
  const kind = `kind.${topic.kind}`
  return (
    <header className="topic-head stack gap-2">
      <Breadcrumb
        trail={[
          { label: topic.boardTitle, href: paths.board(topic.boardSlug) },
          { label: isWordKey(kind) ? t(kind) : topic.kind },
        ]}
      />
      <h1 className="written" tabIndex={-1} dir="auto">
        {topic.title}
      </h1>
      <div className="cluster">
        <StateShape state={topic.state} />
        <TagList tags={topic.tags.map((slug) => ({ slug }))} label={t('topic.tags')} />
      </div>
      {way.length > 0 && <RouteStrip nodes={way} />}
    </header>
  )
}

type Word = 'route.asked' | 'route.answered' | 'route.solved' | 'route.escalated' | 'route.closed'

/** The stored history of a question as nodes: what was, where it stands, what may come. */
export function wayOf(topic: TopicPage, say: (key: Word) => string): RouteNode[] {
  const answer = topic.posts.find((post) => post.kind === 'answer' && post.stub === null)
  const accepted = topic.posts.find((post) => post.acceptedAt)
  const stops = [
    { key: 'asked', word: say('route.asked'), at: topic.createdAt, number: 1 },
    { key: 'answered', word: say('route.answered'), at: topic.answeredAt, number: answer?.number },
    {
      key: 'escalated',
      word: say('route.escalated'),
      at: topic.escalatedAt,
      number: undefined,
      tone: 'escal' as const,
    },
    {
      key: 'solved',
      word: say('route.solved'),
      at: topic.solvedAt,
      number: accepted?.number,
      tone: 'solved' as const,
    },
    { key: 'closed', word: say('route.closed'), at: topic.closedAt, number: undefined },
  ]
  const reached = stops.filter((stop) => stop.at !== null).sort((a, b) => time(a.at) - time(b.at))
  const last = reached.at(-1)
  const coming = stops.filter(
    (stop) =>
      stop.at === null &&
      (stop.key === 'answered' || stop.key === 'solved') &&
      topic.solvedAt === null &&
      topic.closedAt === null,
  )
  return [...reached, ...coming].map(({ key, word, at, number, tone }) => ({
    key,
    word,
    at,
    phase: at === null ? 'possible' : key === last?.key ? 'current' : 'past',
    href: number === undefined || at === null ? null : `${paths.topic(topic)}#p-${number}`,
    ...(tone && at !== null ? { tone } : {}),
  }))
}

const time = (at: Date | string | null) => (at === null ? 0 : new Date(at).getTime())
