import type { Member } from '#server/core/actor.ts'
import { actingAs, type Ctx } from '#server/core/ctx.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import * as paths from '#server/core/paths.ts'
import {
  acceptAnswer,
  addPost,
  castVote,
  closeTopic,
  confirmSameProblem,
  countViews,
  hidePost,
  importVotes,
  revisePost,
  startTopic,
} from '#server/forum/index.ts'
import { before, dated } from './moments.ts'
import { viewsOf, votesOf } from './ballots.ts'
import type { People } from './people.ts'
import { escalationSteps } from './support.ts'
import { type As, relive, type Step } from './timeline.ts'
import type { DemoComment, DemoPost, DemoTopic } from './types.ts'

type Started = { topicId: TopicId; slug: string; kind: string; openingId: PostId }
type Written = { started: Map<string, Started>; posts: Map<DemoComment | DemoTopic, PostId> }
type Telling = { loadedAt: Date; people: People; written: Written; as: As }

export const nothingYet = (): Written => ({ started: new Map(), posts: new Map() })

type Talk = { people: People; topics: readonly DemoTopic[]; written: Written }

/** What was said in these topics, in the order in which it was said, each word by its author at its time. */
export async function converse(ctx: Ctx, { people, topics, written }: Talk) {
  const as: As = (then, handle) => actingAs(then, people.get(handle) as Member)
  const telling: Telling = { loadedAt: ctx.now, people, written, as }
  await relive(
    ctx,
    topics.flatMap((topic) => stepsOf(telling, topic)),
  )
  const votes = topics.flatMap((topic) =>
    topic.posts.flatMap((words) =>
      votesOf(ctx.now, { topic, words, postId: written.posts.get(words)! }, people),
    ),
  )
  await importVotes(ctx, { source: 'demo', votes })
  await countViews(
    ctx,
    new Map(topics.map((topic) => [written.started.get(topic.key)!.topicId, viewsOf(ctx.now, topic)])),
  )
}

function stepsOf(telling: Telling, topic: DemoTopic): Step[] {
  const { loadedAt, written, as } = telling
  const startedAt = before(loadedAt, topic.ago)
  const idOf = () => written.started.get(topic.key)!.topicId
  const text = (body: string) => linked(written, dated(body, startedAt))
  const first = (words: DemoComment | DemoTopic) =>
    text(words.edited ? words.body.replace(words.edited.now, words.edited.was) : words.body)

  const start: Step = {
    at: startedAt,
    async run(ctx) {
      const { board, kind, tags } = topic
      const { id, slug, openingId } = await startTopic(as(ctx, topic.by), {
        board,
        kind,
        tags,
        title: text(topic.title),
        body: first(topic),
      })
      written.started.set(topic.key, { topicId: id, slug, kind, openingId })
      written.posts.set(topic, openingId)
    },
  }

  const say = (words: DemoComment, parent?: DemoComment | DemoTopic): Step[] => [
    {
      at: before(loadedAt, words.ago),
      async run(ctx) {
        const { id } = await addPost(as(ctx, words.by), {
          topicId: idOf(),
          body: first(words),
          ...(parent ? { parentId: written.posts.get(parent) } : {}),
          ...('visibility' in words ? { visibility: (words as DemoPost).visibility } : {}),
        })
        written.posts.set(words, id)
      },
    },
    ...changes(words),
  ]

  const changes = (words: DemoComment | DemoTopic): Step[] => {
    const { edited } = words
    const hidden = 'hidden' in words ? words.hidden : undefined
    const postId = () => written.posts.get(words)!
    return [
      ...(edited
        ? [
            {
              at: before(loadedAt, edited.ago),
              run: (ctx: Ctx) =>
                revisePost(as(ctx, words.by), {
                  postId: postId(),
                  body: text(words.body),
                  reason: edited.reason,
                }),
            },
          ]
        : []),
      ...(hidden
        ? [
            {
              at: before(loadedAt, hidden.ago),
              run: (ctx: Ctx) =>
                hidePost(as(ctx, hidden.by), {
                  postId: postId(),
                  clause: hidden.clause,
                  reason: hidden.reason,
                }),
            },
          ]
        : []),
    ]
  }

  return [
    start,
    liking(telling, topic),
    ...changes(topic),
    ...(topic.comments ?? []).flatMap((comment) => say(comment, topic)),
    ...topic.posts.flatMap((post) => [
      ...say(post),
      ...(post.comments ?? []).flatMap((comment) =>
        say(comment, topic.kind === 'question' ? post : undefined),
      ),
      ...(post.accepted ? [acceptance(telling, topic, post)] : []),
    ]),
    ...ending(telling, topic),
    ...escalationSteps({ loadedAt, topic, as, topicId: idOf }),
  ]
}

/**
 * Votes on an opening, at once: what is said later counts them up with the topic. Where nothing is said they are cast
 * one by one. A third of those who liked a question have the same problem.
 */
function liking({ loadedAt, people, written, as }: Telling, topic: DemoTopic): Step {
  return {
    at: before(loadedAt, topic.ago),
    async run(ctx) {
      const { topicId, openingId } = written.started.get(topic.key)!
      const votes = votesOf(loadedAt, { topic, words: topic, postId: openingId }, people)
      const silent = topic.posts.length === 0 && !topic.comments && !topic.duplicateOf
      if (silent)
        for (const { handle, postId, value } of votes) await castVote(as(ctx, handle), { postId, value })
      else await importVotes(ctx, { source: 'demo', votes })
      if (topic.kind !== 'question') return
      for (const { handle } of votes.slice(0, Math.floor(votes.length / 3)))
        await confirmSameProblem(as(ctx, handle), { topicId })
    },
  }
}

/** The asker accepts when saying that it worked, else some hours after the answer. */
function acceptance({ loadedAt, written, as }: Telling, topic: DemoTopic, post: DemoPost): Step {
  const thanks = post.comments?.findLast((comment) => comment.by === topic.by)
  const answeredAt = before(loadedAt, post.ago).getTime()
  const at = thanks ? before(loadedAt, thanks.ago).getTime() + 120_000 : answeredAt + 5 * 3_600_000
  return {
    at: new Date(Math.min(at, loadedAt.getTime())),
    run: (ctx) =>
      acceptAnswer(as(ctx, topic.by), {
        topicId: written.started.get(topic.key)!.topicId,
        postId: written.posts.get(post)!,
      }),
  }
}

/** Closed for a reason; a duplicate is proposed in a comment first and closed when nobody says more. */
function ending({ loadedAt, written, as }: Telling, topic: DemoTopic): Step[] {
  const topicId = () => written.started.get(topic.key)!.topicId
  const { closed, duplicateOf } = topic
  if (closed)
    return [
      {
        at: before(loadedAt, closed.ago),
        run: (ctx) =>
          closeTopic(as(ctx, closed.by), { topicId: topicId(), reason: closed.reason, note: closed.note }),
      },
    ]
  if (!duplicateOf) return []
  const proposedAt = before(loadedAt, duplicateOf.ago)
  const last = [
    ...(topic.comments ?? []),
    ...topic.posts,
    ...topic.posts.flatMap((post) => post.comments ?? []),
  ]
    .map((words) => before(loadedAt, words.ago).getTime())
    .reduce((latest, at) => Math.max(latest, at), proposedAt.getTime())
  const original = () => written.started.get(duplicateOf.key)!
  return [
    {
      at: proposedAt,
      run: (ctx) => {
        const { topicId: id, kind, openingId } = written.started.get(topic.key)!
        const body = `${duplicateOf.note} ([the other question](${paths.topic({ id: original().topicId, slug: original().slug, kind })}))`
        return addPost(as(ctx, duplicateOf.by), { topicId: id, parentId: openingId, body })
      },
    },
    {
      at: new Date(last + 1_800_000),
      run: (ctx) =>
        closeTopic(as(ctx, duplicateOf.by), {
          topicId: topicId(),
          reason: 'duplicate',
          duplicateOf: original().topicId,
          note: duplicateOf.note,
        }),
    },
  ]
}

/** `topic:<key>` in a link becomes the address of that conversation, which is an older one. */
const linked = ({ started }: Written, text: string) =>
  text.replace(/\(topic:([\w-]+)\)/g, (_, key: string) => {
    const topic = started.get(key)
    if (!topic) throw new Error(`no older conversation is called ${key}`)
    return `(${paths.topic({ id: topic.topicId, slug: topic.slug, kind: topic.kind })})`
  })
