import { Link } from '@remix-run/react'
import type { DeedShown } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'
import { isWordKey, Sentence, useWords } from '#app/lib/words.ts'
import { ActionButton } from '../ui/button.tsx'
import { TimeStamp } from '../ui/time-stamp.tsx'
import type { ThreadPlace } from './post-place.ts'
import { type Segment, ThreadEvent } from './thread-line.tsx'

/** What a moderator did, on the line: what, who, when, why; and the way back, for those who may take it (MOD-24). */
export function DeedStop({
  deed,
  topic,
  segment,
}: {
  deed: DeedShown
  topic: ThreadPlace
  segment: Segment
}) {
  const t = useWords()
  const kindWord = (kind: string | null) => {
    const key = `kind.${kind}`
    return isWordKey(key) ? t(key) : (kind ?? '')
  }
  const named = deed.kind === 'converted' ? kindWord : (text: string | null) => text ?? ''
  return (
    <ThreadEvent segment={segment}>
      {deed.numbers.map((number) => (
        <span
          key={number}
          id={`p-${number}`}
          data-went={deed.other && wentTo(deed.other, topic.id, number)}
        />
      ))}
      <Sentence
        of={deed.number === null ? `deed.${deed.kind}` : 'deed.postConverted'}
        params={{
          by: deed.by ?? t('deed.nobody'),
          from: named(deed.from),
          to: named(deed.to),
          posts: deed.posts,
          number: deed.number ?? 0,
        }}
        parts={{
          when: <TimeStamp at={deed.at} />,
          topic: deed.other ? (
            <Link to={paths.topicFrom(deed.other, topic.id)} dir="auto">
              {deed.other.title}
            </Link>
          ) : (
            t('deed.elsewhere')
          ),
        }}
      />
      {deed.reason && <span dir="auto"> {deed.reason}</span>} <Undo deed={deed} topic={topic} />
    </ThreadEvent>
  )
}

const wentTo = (other: NonNullable<DeedShown['other']>, from: number, number: number) =>
  `${paths.topicFrom(other, from)}#p-${number}`

/** The deed that takes this one back, while it can. */
function Undo({ deed, topic }: { deed: DeedShown; topic: ThreadPlace }) {
  const t = useWords()
  if (!topic.can.keep) return null
  const undo = (part: string, method: 'PUT' | 'DELETE', fields: Record<string, string | number> = {}) => (
    <ActionButton action={part} method={method} fields={fields} tone="quiet">
      {t('deed.undo')}
    </ActionButton>
  )
  const own = (noun: string) => paths.topicPart(topic.id, noun)
  if (deed.kind === 'moved' && deed.fromBoard && deed.fromBoard !== topic.boardSlug && isLast(deed, topic))
    return undo(own('board'), 'PUT', { board: deed.fromBoard })
  if (deed.kind === 'converted' && deed.number === null && deed.from && isLast(deed, topic))
    return undo(own('kind'), 'PUT', { kind: deed.from })
  if (deed.kind === 'pinned' && topic.pinnedAt && isLast(deed, topic)) return undo(own('pin'), 'DELETE')
  if (deed.kind === 'locked' && topic.lockedAt && topic.can.lock && isLast(deed, topic))
    return undo(own('lock'), 'DELETE')
  if (deed.kind === 'merged' && deed.other && deed.within)
    return undo(paths.topicPart(deed.other.id, 'merge'), 'DELETE')
  if (deed.kind === 'split' && deed.other && !deed.within && deed.other.kind === topic.kind)
    return undo(paths.topicPart(deed.other.id, 'merge'), 'PUT', { into: topic.id })
  return null
}

const isLast = (deed: DeedShown, topic: ThreadPlace) =>
  topic.deeds.findLast(
    ({ kind, number }) => kind === deed.kind && (number === null) === (deed.number === null),
  )?.id === deed.id
