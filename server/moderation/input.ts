import { z } from 'zod'
import { priorities } from '#db/schema/moderation.ts'
import { input as forumInput } from '#server/forum/index.ts'
import {
  type DecisionId,
  type FlagId,
  type PostId,
  type ReviewItemId,
  type SuggestionId,
  uuid,
} from '#server/core/ids.ts'

const words = (max: number) => z.string().trim().max(max, 'forum.text.long')
const clause = z
  .string('moderation.clause.missing')
  .trim()
  .min(1, 'moderation.clause.missing')
  .max(80, 'forum.text.long')

/** A report of a post. `takeAction` is a moderator's wish to have it hidden at once. */
export const flagInput = z.object({
  postId: uuid<PostId>(),
  clause,
  note: words(1000).default(''),
  takeAction: z.union([z.boolean(), z.stringbool()]).default(false),
})

/** A report of a person, with the posts that show it. */
export const memberFlagInput = z.object({
  handle: z.string().trim().min(1, 'invalid.missing').max(60),
  posts: z
    .union([z.array(uuid<PostId>()), uuid<PostId>().transform((post) => [post])], 'moderation.flag.posts')
    .pipe(z.array(z.custom<PostId>()).min(1, 'moderation.flag.posts').max(10, 'moderation.flag.posts')),
  clause,
  note: words(1000).default(''),
})

export const flagRef = z.object({ flagId: uuid<FlagId>() })
export const authorNoteInput = z.object({
  postId: uuid<PostId>(),
  text: words(1000).pipe(z.string().min(1, 'moderation.note.missing')),
})

export const itemRef = z.object({ itemId: uuid<ReviewItemId>() })
export const decisionRef = z.object({ decisionId: uuid<DecisionId>() })

const actions = ['approve', 'fix', 'hide', 'reject', 'uphold', 'second', 'snooze', 'skip'] as const

/**
 * What is done with an item. `version` is the one that was read: another since then is a conflict, not a loss. `title`,
 * `body`, `board` and `tags` belong to `fix`; `until` and `to` to `snooze` and `second`.
 */
export const decisionInput = itemRef.extend({
  action: z.enum(actions, 'moderation.action.unknown'),
  version: z.coerce.number().int().min(1).optional(),
  /** The edit count of the post that was read: nobody approves words they have not seen. */
  basedOn: z.coerce.number().int().min(0).optional(),
  clause: clause.optional().catch(undefined),
  reason: words(1000).default(''),
  message: words(4000).default(''),
  title: forumInput.revision.shape.title,
  body: forumInput.revision.shape.body.optional(),
  tags: forumInput.revision.shape.tags,
  board: z.string().trim().max(60).optional(),
  until: z.enum(['later', 'tomorrow', 'week']).default('later'),
  to: z.string().trim().max(60).optional(),
})

export const itemNoteInput = itemRef.extend({
  text: words(2000).pipe(z.string().min(1, 'moderation.note.empty')),
})
/** `assignee` is a handle, with or without @; empty frees the item, and an empty category takes it away. */
export const tendingInput = itemRef.extend({
  assignee: z.string().trim().max(60).optional(),
  category: z.string().trim().toLowerCase().max(40).optional(),
})

export const suggestionInput = forumInput.revision.extend({
  basedOn: z.coerce.number().int().min(0, 'invalid.missing'),
})
export const suggestionRef = z.object({ suggestionId: uuid<SuggestionId>() })

export const queueViews = [
  'all',
  'flags',
  'first-posts',
  'edits',
  'spam',
  'appeals',
  'reopen',
  'mine',
  'done',
] as const
export type QueueView = (typeof queueViews)[number]

export const queueInput = z.object({
  view: z.enum(queueViews).default('all'),
  cursor: z.string().max(300).nullish(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})

export const wishesInput = z.object({
  minimum: z.enum(priorities),
  alertFrom: z.enum(priorities),
  alertPage: z.union([z.boolean(), z.stringbool()]).default(false),
  alertMail: z.union([z.boolean(), z.stringbool()]).default(false),
  alertPush: z.union([z.boolean(), z.stringbool()]).default(false),
})
