/**
 * The one place where an address is written: pages, letters, feeds and API take theirs from here. Pure strings and no
 * imports, so that the browser may have it too.
 */
type Numbered = { id: number; slug: string }

const query = (values: Record<string, string | number | null | undefined>) => {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(values))
    if (value !== null && value !== undefined && value !== '') params.set(name, String(value))
  const text = params.toString()
  return text ? `?${text}` : ''
}

export const home = () => '/'
export const questions = (
  filter: {
    is?: string | null
    board?: string | null
    tag?: string | null
    sort?: string | null
    cursor?: string | null
  } = {},
) => `/questions${query(filter)}`
export const boards = () => '/boards'
export const board = (
  slug: string,
  filter: { is?: string | null; tag?: string | null; sort?: string | null; cursor?: string | null } = {},
) => `/b/${slug}${query(filter)}`
export const boardGroup = (slug: string) => `/g/${slug}`
export const boardNew = (slug: string) => `/b/${slug}/new`
export const boardPins = (slug: string) => `/b/${slug}/pins`

const letters: Readonly<Record<string, string>> = {
  question: 'q',
  discussion: 'd',
  idea: 'i',
  announcement: 'n',
}

/** A topic of any kind at its own address: /q/42/slug, /d/…, /i/…, /n/…. */
export const topic = (row: Numbered & { kind: string }) =>
  `/${letters[row.kind] ?? 'q'}/${row.id}/${row.slug}`
export const question = (row: Numbered) => topic({ ...row, kind: 'question' })
export const post = (row: Numbered & { kind: string }, number: number) => `${topic(row)}#p-${number}`
export const topicHistory = (row: Numbered & { kind: string }, filter: { post?: string } = {}) =>
  `${topic(row)}/history${query(filter)}`

/**
 * A topic by its number alone; it sends on to the whole address, whatever its kind. `from` is a topic that was merged into
 * it: posts that stood there keep the anchors they had there.
 */
export const topicNumber = (id: number, { from }: { from?: number } = {}) => `/q/${id}${query({ from })}`
export const topicFrom = (row: Numbered & { kind: string }, from: number) => `${topic(row)}${query({ from })}`

/** Nouns of a topic that pages write to: /topics/42/posts, /topics/42/closure, …. */
export const topicPart = (id: number, part: string) => `/topics/${id}/${part}`
/** Where replies are sent; `back` is the page to return to, where it is not the topic. */
export const replies = (id: number, back?: string) => topicPart(id, 'posts') + query({ back })
export const accepted = (id: number, postId: string) => topicPart(id, `accepted/${postId}`)
export const escalate = (id: number) => `/q/${id}/escalate`

/** Nouns of a post: /posts/<id>/vote, /posts/<id>/edit, …. */
export const postPart = (postId: string, part: string) => `/posts/${postId}/${part}`
/** The short address under which a member shares a post. */
export const shared = (code: string) => `/s/${code}`
/** What one put aside to find again. */
export const saves = (cursor?: string | null) => `/saves${query({ cursor })}`
export const following = (cursor?: string | null) => `/following${query({ cursor })}`
export const follows = (subject: 'topic' | 'member' | 'board' | 'tag', id: string | number) =>
  `/follows/${subject}/${encodeURIComponent(String(id))}`

export const ask = (prefill: { title?: string | null; board?: string | null; tags?: string | null } = {}) =>
  `/ask${query(prefill)}`
export const tags = () => '/tags'
export const tag = (slug: string, filter: { cursor?: string | null } = {}) =>
  `/tag/${encodeURIComponent(slug)}${query(filter)}`
export const members = () => '/members'
export const member = (handle: string, tab?: string) => `/u/${handle}${tab ? `/${tab}` : ''}`
export const ranks = () => '/ranks'
export const adminRanks = (filter: { ladder?: string | null; cursor?: string | null } = {}) =>
  `/admin/ranks${query(filter)}`
export const adminRankStep = (ladder: string, place: number) => `/admin/ranks/${ladder}/${place}`
export const badges = () => '/badges'
export const badge = (key: string, cursor?: string | null) => `/badges/${key}${query({ cursor })}`
export const leaderboards = (
  filter: { period?: string | null; board?: string | null; tag?: string | null } = {},
) => `/leaderboards${query(filter)}`
export const search = (text?: string, cursor?: string | null) => `/search${query({ q: text, cursor })}`

export const join = (next?: string) => `/join${query({ next })}`
export const signIn = (next?: string) => `/signin${query({ next })}`
export const signOut = () => '/signout'
export const recover = (token?: string) => `/recover${query({ token })}`
export const verify = (token?: string, next?: string) => `/verify${query({ token, next })}`
export const redeemInvitation = (token: string) => `/invitation${query({ token })}`
export const setup = (token?: string) => `/setup${query({ token })}`

export const activity = (filter: { filter?: string | null; cursor?: string | null } = {}) =>
  `/activity${query(filter)}`
export const unsubscribe = (token: string) => `/unsubscribe${query({ token })}`
/** What is told and mailed for one cause, as in `topic:42`, or for all. */
export const noticeSettings = (cause?: string) => `/settings/notifications${query({ cause })}`
export const settings = (part: string) => `/settings/${part}`

export const console = (view?: string, cursor?: string | null) =>
  `/console${view ? `/v/${view}` : ''}${query({ cursor })}`
export const escalation = (id: string) => `/console/c/${id}`
export const unreplied = (filter: Record<string, string | null | undefined> = {}) =>
  `/console/unreplied${query(filter)}`

/** What moderators have to do: a view of the queue, one item (in the view it was opened from). */
export const reviewQueue = (filter: { view?: string | null; cursor?: string | null } = {}) =>
  `/mod/queue${query({ ...filter, view: filter.view === 'all' ? null : filter.view })}`
export const reviewItem = (id: string, filter: { view?: string | null; done?: string | null } = {}) =>
  `/mod/item/${id}${query({ ...filter, view: filter.view === 'all' ? null : filter.view })}`
/** Nouns of an item: /mod/item/<id>/claim, …. */
export const reviewPart = (id: string, part: string) => `/mod/item/${id}/${part}`
/**
 * What the desk asks while a moderator works through the queue, and where it sends claims and decisions: one address for all
 * items, so that the browser asks once which script belongs to it.
 */
export const reviewDesk = (itemId: string, filter: Record<string, string | null | undefined> = {}) =>
  `/mod/desk${query({ itemId, ...filter, view: filter.view === 'all' ? null : filter.view })}`
export const decision = (id: string) => `/mod/decisions/${id}`
export const reports = () => '/reports'
/** What was decided about a member, told to them: why, until when, and how to appeal. */
export const statement = (id: string) => `/statements/${id}`
/** Pages of sanctions and their keeping. */
export const conduct = {
  sanction: (handle: string, post?: string | null) => `/mod/members/${handle}/sanction${query({ post })}`,
  log: (filter: Record<string, string | null | undefined> = {}) => `/mod/log${query(filter)}`,
  logFile: (filter: Record<string, string | null | undefined> = {}) => `/mod/log/csv${query(filter)}`,
  file: (handle: string, filter: Record<string, string | null | undefined> = {}) =>
    `/mod/members/${handle}${query(filter)}`,
  appeals: (filter: Record<string, string | null | undefined> = {}) => `/mod/appeals${query(filter)}`,
  trouble: (cursor?: string | null) => `/mod/members${query({ cursor })}`,
  transparency: (quarter?: string) => `/transparency${query({ quarter })}`,
  lifting: (sanctionId: string) => `/sanctions/${sanctionId}/lifting`,
}
export const statements = (cursor?: string | null) => `/statements${query({ cursor })}`
/** Where a browser is added to those one is alerted in, or taken out. */
export const modPush = () => '/mod/push'
export const modRules = (filter: { rule?: string } = {}) => `/mod/rules${query(filter)}`

/** Which reports go to whom by rule, and how the queue has fared. */
export const assignments = (filter: { rule?: string } = {}) => `/mod/assignments${query(filter)}`
export const queueReport = (filter: Record<string, string | null | undefined> = {}) =>
  `/mod/report${query(filter)}`
export const queueReportFile = (filter: Record<string, string | null | undefined> = {}) =>
  `/mod/report/csv${query(filter)}`

export const admin = (part?: string) => `/admin${part ? `/${part}` : ''}`
export const crm = (part?: string, filter: Record<string, string | null | undefined> = {}) =>
  `/admin/crm${part ? `/${part}` : ''}${query(filter)}`

export const abilities = () => '/abilities'
export const ability = (key: string) => `/abilities/${key}`
/** What the nightly look for irregular votes found. */
export const irregularVotes = (filter: { state?: string | null; cursor?: string | null } = {}) =>
  `/mod/votes${query(filter)}`

/** What each step of moderation is, who decides it and how to appeal. */
export const moderationHelp = (step?: string) => `/help/moderation${step ? `#${step}` : ''}`
/** What each reward is for, and what it does not reward. */
export const rewardsHelp = (reward?: string) => `/help/rewards${reward ? `#${reward}` : ''}`
export const keyboard = () => '/keyboard'
export const guidelines = () => '/guidelines'
export const privacy = () => '/privacy'

const documents: Readonly<Record<string, string>> = {
  'terms-of-service': '/terms',
  'terms-of-use': '/terms-of-use',
  privacy: privacy(),
  guidelines: guidelines(),
  'staff-policy': '/staff-policy',
  'moderation-guideline': '/moderation-guideline',
}
const mainTerms = 'terms-of-service'

/** Texts people agree to or are guided by, the terms of service unless another is named. */
export const terms = {
  current: (document = mainTerms) => documents[document] ?? '/terms',
  version: (version: number, document = mainTerms) => `${terms.current(document)}/${version}`,
  difference: (from: number, to: number, document = mainTerms) =>
    `${terms.current(document)}/${from}...${to}`,
  clause: (version: number, key: string) => `${terms.version(version)}#${key}`,
  accept: (next?: string) => `/terms/accept${query({ next })}`,
  /** What the terms interrupted, ready to be finished. */
  interrupted: (next?: string) => `/terms/interrupted${query({ next })}`,
  /** Which document lives at an address: `/privacy/2` is the privacy notice. */
  at: (path: string) => Object.keys(documents).find((name) => documents[name] === `/${path.split('/')[1]}`),
}

export const api = {
  base: () => '/api/v1',
  openapi: () => '/api/v1/openapi.json',
}
