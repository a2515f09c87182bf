import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useHeldRows, useLive, useSpokenCount } from '#app/lib/live.ts'
import { useWords } from '#app/lib/words.ts'
import type { TopicList as Page } from '#server/forum/index.ts'
import { ConnectionStrip, NewPill } from '../ui/feedback.tsx'
import { Pager, FilterChips, type LinkItem } from '../ui/navigation.tsx'
import { TopicList } from './topic-row.tsx'
import { ListedTopic } from './listed-topic.tsx'

type Props = {
  label: string
  page: Page
  /** The address of the next page, made from the cursor. */
  older: (cursor: string) => string
  /** Back to the first page, where this one is deeper. */
  newest?: string | null
  withBoard?: boolean
  empty: ReactNode
  /** The room whose news this list follows: `lists`, `board:<id>`; none for a list that stands still. */
  room?: string
}

/** A list of topics with its pages; what stands in its place when nothing fits. */
export function TopicListing({ label, page, older, newest, withBoard = true, empty, room }: Props) {
  const t = useWords()
  const { pathname, search } = useLocation()
  const { lost } = useLive(room === undefined ? [] : [room])
  const held = useHeldRows(page.items, { of: pathname + search, keyOf, versionOf })
  useSpokenCount(held.count, (count) => t('live.topics', { count }))
  if (held.shown.length === 0 && held.count === 0) return empty
  return (
    <>
      <ConnectionStrip lost={lost} />
      <NewPill count={held.count} kind="topics" direction="up" onShow={held.show} />
      <h2 className="visually-hidden">{label}</h2>
      <TopicList label={label}>
        {held.shown.map((topic) => (
          <ListedTopic key={topic.id} topic={topic} withBoard={withBoard} />
        ))}
      </TopicList>
      <Pager newer={newest ?? null} older={page.next === null ? null : older(page.next)} />
    </>
  )
}

type Row = Page['items'][number]
const keyOf = (row: Row) => String(row.id)
/** Votes and views change too often to be news; a reply, a title or a state is. */
const versionOf = (row: Row) => [row.title, row.postCount, row.state, ...row.flags].join('|')

export type Filter = { is?: string | null; sort?: string | null; tag?: string | null }

/** The filter row of lists: each chip is an address, and the sort keeps the filter. */
export function ListFilters({
  now,
  href,
  withStates = true,
}: {
  now: Filter
  href: (filter: Filter) => string
  /** False where nothing can be solved: a board without questions. */
  withStates?: boolean
}) {
  const t = useWords()
  const is: LinkItem[] = (['', 'unsolved', 'unanswered', 'solved'] as const).map((value) => ({
    label: t(value === '' ? 'filter.all' : `filter.${value}`),
    href: href({ ...now, is: value || null }),
    current: (now.is ?? '') === value,
  }))
  const sort: LinkItem[] = (['', 'new', 'votes', 'oldest'] as const).map((value) => ({
    label: t(value === '' ? 'sort.active' : `sort.${value}`),
    href: href({ ...now, sort: value || null }),
    current: (now.sort ?? '') === value,
  }))
  const tag = now.tag
    ? [{ label: t('filter.tag', { tag: now.tag }), href: href({ ...now, tag: null }), removable: true }]
    : []
  return (
    <div className="spread">
      {withStates || tag.length > 0 ? (
        <FilterChips label={t('filter.label')} chips={[...(withStates ? is : []), ...tag]} />
      ) : (
        <span />
      )}
      <FilterChips label={t('sort.label')} chips={sort} />
    </div>
  )
}
