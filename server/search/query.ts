/** What a typed query asks for; `text` is what is left for the words themselves. */
export type Query = {
  text: string
  is: readonly State[]
  kind: Kind | null
  board: string | null
  tags: readonly string[]
  author: string | null
  /** Asked at or after, at or before: moments as typed (a day, or `<30d` for the last 30 days). */
  since: { days: number } | { day: string } | null
  until: { day: string } | null
  accepted: boolean
  /** Operators nobody knows: they count as words, and the page says so. */
  unknown: readonly string[]
}

const states = [
  'open',
  'answered',
  'solved',
  'unsolved',
  'unanswered',
  'closed',
  'duplicate',
  'escalated',
] as const
type State = (typeof states)[number]
const kinds = ['question', 'discussion', 'idea', 'announcement'] as const
type Kind = (typeof kinds)[number]

const empty = {
  text: '',
  is: [],
  kind: null,
  board: null,
  tags: [],
  author: null,
  since: null,
  until: null,
  accepted: false,
  unknown: [],
} satisfies Query

/** Reads `is:solved board:api tag:sso author:@bo kind:question has:accepted created:<30d cold cache` (FIND-02). Pure. */
export function parseQuery(typed: string): Query {
  let query: Query = empty
  const words: string[] = []
  for (const word of typed.match(/[^\s"]*"[^"]*"|\S+/g) ?? []) {
    const read = operator(query, word)
    if (read) query = read
    else words.push(word)
  }
  return { ...query, text: words.join(' '), unknown: words.filter(looksTyped) }
}

const looksTyped = (word: string) => /^(is|kind|board|tag|author|has|created|version):./i.test(word)

function operator(query: Query, word: string): Query | null {
  const [, name, rest] = /^([a-z]+):(.+)$/i.exec(word) ?? []
  if (name === undefined || rest === undefined || /^\/\//.test(rest)) return null
  const value = rest.replace(/^"|"$/g, '')
  const state = states.find((each) => each === value)
  const kind = kinds.find((each) => each === value)
  const key = name.toLowerCase()
  if (key === 'is' && state) return { ...query, is: [...query.is, state] }
  if (key === 'kind' && kind) return { ...query, kind }
  if (key === 'board') return { ...query, board: value.toLowerCase() }
  if (key === 'tag') return { ...query, tags: [...query.tags, value.toLowerCase()] }
  if (key === 'author') return { ...query, author: value.replace(/^@/, '') }
  if (key === 'has' && value === 'accepted') return { ...query, accepted: true }
  if (key === 'created') return created(query, value)
  return null
}

/** `<30d` the last 30 days, `>2026-01-31` from that day on, `<2026-01-31` until it. */
function created(query: Query, value: string): Query | null {
  const [, days] = /^<(\d{1,4})d$/.exec(value) ?? []
  if (days !== undefined) return { ...query, since: { days: Number(days) } }
  const [, side, day] = /^([<>])(\d{4}-\d{2}-\d{2})$/.exec(value) ?? []
  if (day === undefined || Number.isNaN(Date.parse(day))) return null
  return side === '>' ? { ...query, since: { day } } : { ...query, until: { day } }
}

/** The one spelling of a query: the address of a search equals what is searched. */
export function writeQuery(query: Query): string {
  const since =
    query.since === null
      ? []
      : 'days' in query.since
        ? [`created:<${query.since.days}d`]
        : [`created:>${query.since.day}`]
  return [
    ...query.is.map((state) => `is:${state}`),
    ...(query.kind ? [`kind:${query.kind}`] : []),
    ...(query.board ? [`board:${query.board}`] : []),
    ...query.tags.map((tag) => `tag:${tag}`),
    ...(query.author ? [`author:@${query.author}`] : []),
    ...(query.accepted ? ['has:accepted'] : []),
    ...since,
    ...(query.until ? [`created:<${query.until.day}`] : []),
    ...(query.text ? [query.text] : []),
  ].join(' ')
}
