import { z } from 'zod'
import { moderationActions, roles } from '#server/core/actor.ts'
import { input as forumInput } from '#server/forum/index.ts'

/** The published shapes (interfaces.md 4). Each is what an answer holds and nothing more; times are RFC 3339 UTC. */
export const moment = z.iso.datetime()
const maybe = moment.nullable()
export const id = z.guid()

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() })

/** Whom somebody writes for: the company that runs the site, or a partner of it. */
export const affiliationShape = z
  .strictObject({ kind: z.enum(['employee', 'partner']), company: z.string().nullable() })
  .meta({ id: 'Affiliation' })

/** Who wrote something: a member, or a stored name without an account (`handle` null), and for whom they wrote it. */
export const personShape = z
  .strictObject({
    handle: z.string().nullable(),
    displayName: z.string(),
    staff: z.boolean(),
    affiliation: affiliationShape.nullable(),
  })
  .meta({ id: 'Person' })

export const memberShape = z
  .strictObject({
    id,
    handle: z.string(),
    displayName: z.string(),
    url: z.url(),
    about: z.string(),
    company: z.string().nullable(),
    roles: z.array(z.enum(roles)),
    affiliation: affiliationShape.nullable(),
    reputation: z.int(),
    rank: z.string().nullable(),
    /** Appointed by an admin; it stands beside the rank and is none. */
    title: z.string().nullable(),
    badges: z.array(
      z.strictObject({
        key: z.string(),
        name: z.string(),
        class: z.enum(['bronze', 'silver', 'gold']),
        count: z.int(),
        given: z.boolean(),
      }),
    ),
    joinedAt: moment,
    ghost: z.boolean(),
    bot: z.boolean(),
    suspendedUntil: maybe,
    /** Only for the member and for admins. */
    email: z.string().nullable().optional(),
    emailVerified: z.boolean().optional(),
    vouched: z.boolean().optional(),
    /** The only actions of a moderator who holds not all of them. */
    moderationActions: z.array(z.enum(moderationActions)).nullable().optional(),
  })
  .meta({ id: 'Member' })

export const memberCardShape = z
  .strictObject({
    id,
    handle: z.string(),
    displayName: z.string(),
    url: z.url(),
    roles: z.array(z.enum(roles)),
    reputation: z.int(),
    joinedAt: moment,
  })
  .meta({ id: 'MemberCard' })

export const acceptanceShape = z
  .strictObject({
    document: z.string(),
    version: z.int(),
    hash: z.string(),
    locale: z.string(),
    method: z.enum(['page', 'join', 'api', 'demo']),
    acceptedAt: moment,
  })
  .meta({ id: 'Acceptance' })

const kinds = z.enum(['question', 'discussion', 'idea', 'announcement'])

export const boardShape = z
  .strictObject({
    id,
    slug: z.string(),
    title: z.string(),
    url: z.url(),
    purpose: z.string(),
    kinds: z.array(kinds),
    productCode: z.string().nullable(),
    topicCount: z.int(),
    /** The handle of who answers for it. */
    owner: z.string().nullable(),
    /** The slug of its product line. */
    group: z.string().nullable(),
    line: z.enum(forumInput.lineColours).nullable(),
    archivedAt: maybe,
    archiveNotice: z.string(),
    /** The slug of the board that goes on in its place. */
    successor: z.string().nullable(),
  })
  .meta({ id: 'Board' })

export const groupShape = z
  .strictObject({
    id,
    slug: z.string(),
    title: z.string(),
    url: z.url(),
    purpose: z.string(),
    line: z.enum(forumInput.lineColours).nullable(),
    allowedTags: z.array(z.string()).nullable(),
    /** Slugs, archived ones included. */
    boards: z.array(z.string()),
    moderators: z.array(z.string()),
    figures: z.strictObject({
      questions: z.int(),
      solved: z.int(),
      medianSeconds: z.number().nullable(),
    }),
  })
  .meta({ id: 'BoardGroup' })

const topicFields = {
  id: z.int(),
  url: z.url(),
  kind: kinds,
  state: z.enum(forumInput.topicStates),
  flags: z.array(z.enum(forumInput.topicFlags)),
  title: z.string(),
  board: z.string(),
  tags: z.array(z.string()),
  author: personShape.nullable(),
  /** Null while the counts of a new idea are hidden. */
  score: z.int().nullable(),
  replyCount: z.int(),
  views: z.int(),
  createdAt: moment,
  activeAt: moment,
  answeredAt: maybe,
  solvedAt: maybe,
  closedAt: maybe,
  closedReason: z.string().nullable(),
}

export const topicRowShape = z.strictObject({ ...topicFields, excerpt: z.string() }).meta({ id: 'TopicRow' })

export const postShape = z
  .strictObject({
    id,
    topicId: z.int(),
    number: z.int(),
    kind: z.enum(['question', 'discussion', 'idea', 'announcement', 'answer', 'reply', 'comment', 'note']),
    parentId: id.nullable(),
    author: personShape.nullable(),
    /** Null while the counts of a new idea or answer are hidden. */
    score: z.int().nullable(),
    acceptedAt: maybe,
    visibility: z.enum(['public', 'private', 'note']),
    /** Markdown; empty, like `html`, where only a stub may be read. */
    source: z.string(),
    html: z.string(),
    createdAt: moment,
    editedAt: maybe,
    /** Written, and waiting for its first review. */
    held: z.boolean(),
    /** What stands in its place for those who may not read it. */
    stub: z.enum(['hidden', 'withdrawn']).nullable(),
    hiddenClause: z.string().nullable(),
    /** The version of the terms that clause stood in; its words are at `/clauses/{key}/{version}`. */
    hiddenTermsVersion: z.int().nullable(),
    /** What members put beside it, approved (MOD-21). */
    communityNote: z.strictObject({ html: z.string(), approvedAt: maybe }).nullable(),
  })
  .meta({ id: 'Post' })

const deedShape = z
  .strictObject({
    kind: z.enum(forumInput.topicDeedKinds),
    at: moment,
    by: z.string().nullable(),
    /** Kinds or boards, as they were called then. */
    from: z.string().nullable(),
    to: z.string().nullable(),
    reason: z.string().nullable(),
    posts: z.int(),
    /** The topic that posts went to or came from, where it can be seen. */
    topicId: z.int().nullable(),
  })
  .meta({ id: 'Deed' })

export const topicShape = z.strictObject({
  ...topicFields,
  posts: z.array(postShape),
  /** The number to give as `after` for the posts that follow; null when all are here. */
  postsNext: z.int().nullable(),
  acceptedPostIds: z.array(id),
  duplicateOf: z.int().nullable(),
  closedNote: z.string().nullable(),
  pinnedAt: maybe,
  lockedAt: maybe,
  lockedReason: z.string().nullable(),
  /** What moderators did to the topic as a whole, in order. */
  deeds: z.array(deedShape),
  sourceUrl: z.string().nullable(),
  sourceLicence: z.string().nullable(),
})

export const scoreShape = z.strictObject({ score: z.int().nullable() }).meta({ id: 'Score' })

export const tagShape = z
  .strictObject({ slug: z.string(), url: z.url(), excerpt: z.string(), topicCount: z.int() })
  .meta({ id: 'Tag' })

/** Two versions word by word: `same` and `removed` joined are the earlier one, `same` and `added` the later. */
export const diffShape = z.array(
  z.strictObject({ kind: z.enum(['same', 'added', 'removed']), text: z.string() }),
)

export const versionShape = z
  .strictObject({
    number: z.int(),
    at: moment,
    reason: z.string(),
    author: personShape.nullable(),
    title: diffShape.nullable(),
    body: diffShape,
    tags: z.strictObject({ added: z.array(z.string()), removed: z.array(z.string()) }),
  })
  .meta({ id: 'Version' })
