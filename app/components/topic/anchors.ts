import type { PostShown, TopicPage } from '#server/forum/index.ts'
import * as paths from '#server/core/paths.ts'

/** Where a post stands on the page, and the address under which it is shared. */
export type Anchor = { id: string; href: string }

/**
 * The anchor of a post. A reader who came by the address of a topic that was merged into this one brought that topic's
 * `#p-3` along, which no server sees: its posts then stand under the numbers they had there, and the others out of the way.
 */
export function anchorOf(
  topic: Pick<TopicPage, 'id' | 'kind' | 'slug' | 'from'>,
  post: Pick<PostShown, 'number' | 'numberThere'>,
): Anchor {
  if (topic.from === null) return { id: `p-${post.number}`, href: `#p-${post.number}` }
  const there = post.numberThere
  return {
    id: there === null ? `p-${topic.id}-${post.number}` : `p-${there}`,
    href: paths.post(topic, post.number),
  }
}
