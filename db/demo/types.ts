import type { BoardSlug } from './boards.ts'
import type { Handle } from './members.ts'
import type { TagSlug } from './tags.ts'

/** Counted back from the moment of loading: days, hours, minutes, seconds, as in `12d4h` or `23h58m40s`. */
export type Ago = string

/** Up and down votes; the loader chooses the voters. */
type Votes = [up: number, down: number]

/** A later edit: in the first version `was` stood where `now` stands. */
type DemoEdit = { ago: Ago; reason: string; now: string; was: string }

type DemoHiding = { clause: string; by: Handle; ago: Ago; reason: string }

export type DemoComment = {
  by: Handle
  ago: Ago
  body: string
  votes?: Votes
  hidden?: DemoHiding
  edited?: DemoEdit
}

export type DemoPost = DemoComment & {
  votes?: Votes
  accepted?: true
  visibility?: 'private' | 'note'
  comments?: DemoComment[]
}

export type DemoClosing = {
  reason: 'needs-detail' | 'off-topic' | 'obsolete' | 'other'
  by: Handle
  ago: Ago
  note: string
}

export type DemoEscalation = {
  state: 'queued' | 'assigned' | 'acknowledged' | 'awaiting_customer' | 'resolved'
  cause: 'nr' | 'ns' | 'customer' | 'staff'
  engineer?: Handle
  outcome?: 'fixed' | 'workaround'
  severity?: { to: 1 | 2; reason: string }
}

/**
 * One conversation. Texts are Markdown and may hold `{{day -4}}`, `{{iso -4}}`, `{{year}}` and
 * `{{lastMonthEnd}}`, counted from the day of asking, and links `topic:<key>` to an older conversation.
 */
export type DemoTopic = {
  key: string
  board: BoardSlug
  kind: 'question' | 'discussion' | 'announcement'
  title: string
  tags: TagSlug[]
  by: Handle
  ago: Ago
  votes?: Votes
  /** How often it was read, where search engines led many to it. */
  views?: number
  body: string
  edited?: DemoEdit
  comments?: DemoComment[]
  posts: DemoPost[]
  closed?: DemoClosing
  /** A moderator's proposal, as a comment; the topic is closed when nothing follows it any more. */
  duplicateOf?: { key: string; by: Handle; ago: Ago; note: string }
  escalation?: DemoEscalation
  /** A question whose clock falls due in front of the visitor: one when the sample is loaded, another at each later start. */
  live?: true
}
