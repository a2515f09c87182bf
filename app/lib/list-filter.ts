const states = [
  'open',
  'answered',
  'solved',
  'unsolved',
  'unanswered',
  'closed',
  'duplicate',
  'needs-detail',
  'escalated',
  'hidden',
  'review',
] as const
const sorts = ['active', 'new', 'votes', 'oldest'] as const

const oneOf = <Value extends string>(values: readonly Value[], text: string | null): Value | null =>
  values.find((value) => value === text) ?? null

/** The filters of a list as they stand in its address: what the page shows, and what the view is asked. */
export function listFilter(url: URL) {
  const get = (name: string) => url.searchParams.get(name) || null
  const state = oneOf(states, get('is'))
  const sort = oneOf(sorts, get('sort'))
  const tag = get('tag')
  const cursor = get('cursor')
  return {
    shown: { is: state, sort: sort === 'active' ? null : sort, tag },
    query: { state, tag, cursor, ...(sort ? { sort } : {}) },
    filtered: state !== null || tag !== null,
    deeper: cursor !== null,
  }
}
