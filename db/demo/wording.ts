import * as paths from '#server/core/paths.ts'
import { known } from './known.ts'
import { dated } from './moments.ts'
import type { Told } from './telling.ts'
import type { DemoComment, DemoTopic } from './types.ts'

/** A text as it is written into the forum: days named, and `topic:<key>` in links as the address of that older topic. */
export const worded = (told: Told, text: string, startedAt: Date) =>
  dated(text, startedAt).replace(/\(topic:([\w-]+)\)/g, (_, key: string) => `(${addressOf(told, key)})`)

export function addressOf({ topics }: Told, key: string): string {
  const { topicId: id, slug, kind } = known(topics, key)
  return paths.topic({ id, slug, kind })
}

/** What stood there before it was edited. */
export const firstVersion = ({ body, edited }: DemoComment | DemoTopic) =>
  edited ? body.replace(edited.now, edited.was) : body
