import type { Actor } from '#server/core/actor.ts'
import type { PostId, TopicId } from '#server/core/ids.ts'
import { addPost, createBoard, startTopic, topicPage } from '#server/forum/index.ts'
import type { World } from '#tests/world.ts'

type Ref = { topicId: TopicId; postId: PostId }

/** A board of questions that shows its counts at once, and words to tell a story on it. */
export async function storyOf(
  world: World,
  kinds: ('question' | 'discussion' | 'idea' | 'announcement')[] = ['question'],
  { countsAfterHours = 0 }: { countsAfterHours?: number | null } = {},
) {
  const board = await createBoard(world.as(world.cast.ada), {
    slug: 'api',
    title: 'Connect API',
    kinds,
    countsAfterHours,
  })
  const asks = async (who: Actor, title = 'Why is the cache cold?', tags = ''): Promise<Ref> => {
    const topic = await startTopic(world.as(who), {
      board: 'api',
      title,
      body: `${title} It was warm before the update.`,
      tags,
    })
    return { topicId: topic.id, postId: topic.openingId }
  }
  const says = async (
    who: Actor,
    at: { topicId: TopicId; parentId?: PostId; visibility?: 'public' | 'private' | 'note' },
    body = 'Warm it with a request first.',
  ): Promise<Ref> => {
    const post = await addPost(world.as(who), { ...at, body })
    return { topicId: at.topicId, postId: post.id }
  }
  const reads = (who: Actor, ref: { topicId: TopicId }) => topicPage(world.as(who), { topicId: ref.topicId })
  const finds = async (who: Actor, ref: Ref) =>
    (await reads(who, ref)).posts.find((post) => post.id === ref.postId)
  return { board, asks, says, reads, finds }
}
