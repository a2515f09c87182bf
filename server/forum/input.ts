import { z } from 'zod'
import { lineColours, topicKinds, watchSubjects } from '#db/schema/forum.ts'
import { type CommunityNoteId, type PostId, topicNumber, uuid } from '#server/core/ids.ts'

const line = (key: string, max: number) =>
  z
    .string(key)
    .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(1, key).max(max, 'forum.text.long'))

const markdown = (key: string) =>
  z
    .string(key)
    .transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\0', '').trimEnd())
    .pipe(
      z
        .string()
        .refine((text) => text.trim() !== '', key)
        .max(60_000, 'forum.text.long'),
    )

/** "Cold start, v7.4" → "cold-start", "v7.4": what a tag's slug may hold is decided here alone. */
export const tagSlug = (text: string) =>
  text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replace(/^#/, '')
    .replace(/[\s_]+/g, '-')

const tag = z
  .string()
  .transform(tagSlug)
  .pipe(z.string().regex(/^[\p{Letter}\p{Number}][\p{Letter}\p{Number}.+#-]{0,34}$/u, 'forum.tag.form'))

/** Tags as a list, or as people type them into one field: parted by commas or spaces. */
const tagField = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(/[,\s]+/))])
  .transform((list) => [...new Set(list.filter((text) => text.trim() !== ''))])
  .pipe(z.array(tag).max(5, 'forum.tags.many'))

const slug = z
  .string('forum.slug.form')
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'forum.slug.form')

export const boardRef = z.object({
  board: z.string('forum.board.missing').trim().min(1, 'forum.board.missing'),
})
export const topicRef = z.object({ topicId: topicNumber })
export const postRef = z.object({ postId: uuid<PostId>() })
export const answerRef = z.object({ topicId: topicNumber, postId: uuid<PostId>() })
export const tagRef = z.object({ tag: z.string().transform(tagSlug) })

const boardFields = {
  title: line('forum.board.title', 80),
  purpose: z.string().trim().max(300, 'forum.text.long'),
  kinds: z.array(z.enum(topicKinds)).min(1, 'forum.board.kinds'),
  productCode: z.string().trim().max(80).nullish(),
  acceptedLimit: z.coerce.number().int().min(1).max(10),
  allowedTags: z.array(tag).nullish(),
  position: z.coerce.number().int().min(0).max(10_000),
  /** When counts of new ideas and answers show; null as the site does, 0 hours at once (REP-21). */
  countsAfterHours: z.coerce.number().int().min(0).max(720).nullish(),
  countsAfterVotes: z.coerce.number().int().min(1).max(1000).nullish(),
  /** The handle of who answers for it. */
  owner: z.string().trim().max(60).nullish(),
  /** The slug of its product line; null for none. */
  group: z.string().trim().max(60).nullish(),
  line: z.enum(lineColours, 'forum.board.line').nullish(),
}
export const newBoard = z.object({
  slug,
  ...boardFields,
  purpose: boardFields.purpose.default(''),
  acceptedLimit: boardFields.acceptedLimit.default(2),
  position: boardFields.position.default(0),
})
/** What a person who opens a board is asked for besides: who answers for it, and what it is for (MOD-28). */
export const askedBoard = newBoard.extend({
  purpose: boardFields.purpose.pipe(z.string().min(1, 'forum.board.purpose')),
  owner: z.string('forum.board.owner').trim().min(1, 'forum.board.owner').max(60),
})
export const boardChange = z
  .object({ ...boardFields })
  .partial()
  .extend({ board: boardRef.shape.board })
export const archiving = boardRef.extend({
  notice: z.string().trim().max(500, 'forum.text.long').default(''),
  /** The slug of the board that goes on in its place. */
  successor: z.string().trim().max(60).nullish(),
})

const groupFields = {
  title: line('forum.board.title', 80),
  purpose: z.string().trim().max(300, 'forum.text.long'),
  line: z.enum(lineColours, 'forum.board.line').nullish(),
  allowedTags: z.array(tag).nullish(),
  position: z.coerce.number().int().min(0).max(10_000),
}
export const groupRef = z.object({
  group: z.string('forum.group.missing').trim().min(1, 'forum.group.missing'),
})
export const newGroup = z.object({
  slug,
  ...groupFields,
  purpose: groupFields.purpose.default(''),
  position: groupFields.position.default(0),
})
export const groupChange = z.object(groupFields).partial().extend(groupRef.shape)
export const groupModerators = groupRef.extend({
  /** Handles: exactly these moderate every board of the line. */
  handles: z
    .union([z.array(z.string()), z.string().transform((text) => text.split(/[,\s]+/))])
    .transform((list) => [
      ...new Set(list.map((one) => one.trim().replace(/^@/, '')).filter((one) => one !== '')),
    ])
    .pipe(z.array(z.string().max(60)).max(50)),
})
export { lineColours } from '#db/schema/forum.ts'

/** In the order of the ask form, in which its mistakes are then named. */
export const newTopic = z.object({
  title: line('forum.title.missing', 200),
  board: boardRef.shape.board,
  kind: z.enum(topicKinds).default('question'),
  body: markdown('forum.body.missing'),
  tags: tagField.default([]),
  /** Only for admin keys acting for a member: when it was asked. */
  createdAt: z.coerce.date('invalid.invalidFormat').optional(),
})

export const newPost = z.object({
  topicId: topicNumber,
  body: markdown('forum.body.missing'),
  parentId: uuid<PostId>().nullish(),
  visibility: z.enum(['public', 'private', 'note']).default('public'),
})

export const revision = z.object({
  postId: uuid<PostId>(),
  body: markdown('forum.body.missing'),
  title: line('forum.title.missing', 200).optional(),
  tags: tagField.optional(),
  reason: z.string().trim().max(200, 'forum.text.long').default(''),
  /** The edit count the editor started from; another one since then is a conflict, not a loss. */
  basedOn: z.coerce.number().int().min(0).optional(),
})
export const revisionRef = z.object({ postId: uuid<PostId>(), number: z.coerce.number().int().min(1) })

export const acceptance = answerRef.extend({
  validFor: z.string().trim().max(60, 'forum.text.long').default(''),
})
export const vote = z.object({
  postId: uuid<PostId>(),
  value: z.coerce.number().pipe(z.literal([1, 0, -1], 'forum.vote.value')),
})
export const sameProblem = z.object({
  topicId: topicNumber,
  version: z.string().trim().max(60, 'forum.text.long').default(''),
})

export const closeReasons = ['duplicate', 'needs-detail', 'off-topic', 'obsolete', 'other'] as const
export const closing = z
  .object({
    topicId: topicNumber,
    reason: z.enum(closeReasons, 'forum.close.reason'),
    note: z.string().trim().max(500, 'forum.text.long').default(''),
    duplicateOf: z.union([z.literal('').transform(() => undefined), topicNumber]).optional(),
  })
  .refine((value) => value.reason !== 'other' || value.note !== '', {
    path: ['note'],
    message: 'forum.close.note',
  })
  .refine((value) => value.reason !== 'duplicate' || value.duplicateOf !== undefined, {
    path: ['duplicateOf'],
    message: 'forum.close.duplicate',
  })
  .refine((value) => value.duplicateOf === undefined || value.duplicateOf !== value.topicId, {
    path: ['duplicateOf'],
    message: 'forum.close.itself',
  })

/** Removing needs a clause and a reason (MOD-22). */
export const hiding = z.object({
  postId: uuid<PostId>(),
  clause: z.string('forum.hide.clause').trim().min(1, 'forum.hide.clause').max(80, 'forum.text.long'),
  reason: z.string('forum.hide.reason').trim().min(1, 'forum.hide.reason').max(1000, 'forum.text.long'),
})

export const moving = z.object({ topicId: topicNumber, board: boardRef.shape.board })

export const noteProposal = z.object({
  postId: uuid<PostId>(),
  body: markdown('forum.body.missing').pipe(z.string().max(1000, 'forum.text.long')),
})
/** `remove` takes an approved note away; turning down and taking away need a reason. */
export const noteJudgement = z
  .object({
    noteId: uuid<CommunityNoteId>(),
    action: z.enum(['approve', 'reject', 'remove'], 'forum.note.action'),
    reason: z.string().trim().max(500, 'forum.text.long').default(''),
  })
  .refine((value) => value.action === 'approve' || value.reason !== '', {
    path: ['reason'],
    message: 'forum.note.reason',
  })

export const locking = z.object({
  topicId: topicNumber,
  reason: z.string('forum.lock.reason').trim().min(1, 'forum.lock.reason').max(500, 'forum.text.long'),
})
export const conversion = z.object({ topicId: topicNumber, kind: z.enum(topicKinds, 'forum.convert.kind') })
export const postConversion = z.object({
  postId: uuid<PostId>(),
  kind: z.enum(['answer', 'comment'], 'forum.convert.kind'),
  /** What a comment hangs on; the question itself unless told. */
  parentId: uuid<PostId>().nullish(),
})

export { communityNoteStates, topicDeedKinds } from '#db/schema/forum.ts'

/** Several ids as a list, or as the one a form with a single tick sends. */
const postIds = z
  .union([z.array(uuid<PostId>()), uuid<PostId>().transform((one) => [one])], 'forum.split.posts')
  .pipe(z.array(z.custom<PostId>()).min(1, 'forum.split.posts').max(500, 'forum.split.many'))

export const splitting = z.object({
  topicId: topicNumber,
  postIds,
  title: line('forum.title.missing', 200),
  /** As the topic it comes from, unless told. */
  board: z.string().trim().optional(),
  kind: z.union([z.literal('').transform(() => undefined), z.enum(topicKinds)]).optional(),
})

/** A topic by its number, or as people paste it: its address. */
const topicPasted = z
  .union([z.number(), z.string()], 'forum.merge.into')
  .transform((given) => (String(given).match(/(?:^|\/[qdin]\/)#?(\d+)/)?.[1] ?? '') as unknown)
  .pipe(topicNumber)

export const merging = z.object({ topicId: topicNumber, into: topicPasted })

export const watchLevels = ['muted', 'normal', 'tracked', 'watched'] as const
export const following = z.object({
  subject: z.enum(watchSubjects),
  id: z.string().min(1, 'invalid.missing'),
  level: z.enum(watchLevels),
})

export const inviting = topicRef.extend({
  handle: z.string().trim().min(1, 'invalid.missing'),
  /** What they are asked for: one of the question's tags. */
  tag: z.string().transform(tagSlug).optional(),
})
export const invitationWish = z.object({ wanted: z.stringbool().or(z.boolean()) })

/** `visitor` names whoever shares from here, in a word that says nothing of them, so that they are not counted. */
export const sharing = postRef.extend({ visitor: z.string().max(100).optional() })
export const visiting = z.object({
  code: z.string().regex(/^[A-Za-z0-9_-]{8}$/, 'invalid.id'),
  visitor: z.string().max(100),
  /** A program that looks at links for others is no visitor. */
  machine: z.boolean(),
})

/** A note left out stays as it was. */
export const saving = postRef.extend({ note: z.string().trim().max(500, 'forum.text.long').optional() })

export const reading = z.object({ topicId: topicNumber, number: z.coerce.number().int().min(1) })

export const tagText = tagRef.extend({
  excerpt: z.string().trim().max(300, 'forum.text.long').default(''),
  description: z.string().trim().max(20_000, 'forum.text.long').default(''),
})
export const tagPair = z.object({ from: z.string().transform(tagSlug), into: z.string().transform(tagSlug) })

/** Pages of a list: `limit` at most 100, 30 unless told. */
export const paging = {
  cursor: z.string().nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
}

export const topicStates = ['open', 'answered', 'solved'] as const
export const topicFlags = ['closed', 'duplicate', 'needs-detail', 'escalated', 'hidden'] as const
export const topicSorts = ['active', 'new', 'votes', 'oldest'] as const
export const topicFilter = z.object({
  board: z.string().nullish(),
  kind: z.enum(topicKinds).nullish(),
  /** A state or a flag (decision 7), or `unsolved` and `unanswered` as the pages say it. */
  state: z.enum([...topicStates, ...topicFlags, 'unsolved', 'unanswered', 'review']).nullish(),
  tag: z.string().transform(tagSlug).nullish(),
  author: z.string().nullish(),
  unanswered: z.union([z.boolean(), z.stringbool()]).nullish(),
  /** Only these, of which a search has decided. */
  ids: z.array(topicNumber).max(100).optional(),
  /** Those at the head of their board, or all others. */
  pinned: z.boolean().optional(),
  sort: z.enum(topicSorts).default('active'),
  ...paging,
})
