import type { TopicId } from '#server/core/ids.ts'
import type { Logger } from '#server/core/log.ts'

const every = 10_000
/** A topic of any kind, read as a page or by navigation in the browser. */
const topicAddress = /^\/[qdin]\/(\d{1,9})(?:\/[^/?]*)?(?:\.data)?(?:\?|$)/

type Flush = (views: ReadonlyMap<TopicId, number>) => Promise<unknown>

/** Counts how often topics are viewed, cached pages included: in memory, written every 10 s and at the end. */
export function countViewed(flush: Flush, log: Logger) {
  let views = new Map<TopicId, number>()
  const write = async () => {
    const counted = views
    if (counted.size === 0) return
    views = new Map()
    await flush(counted).catch((error: unknown) =>
      log.warn({ error: String(error) }, 'Views were not counted'),
    )
  }
  const timer = setInterval(() => void write(), every)
  timer.unref()
  return {
    viewed: (url: string) => {
      const id = topicAddress.exec(url)?.[1]
      if (id === undefined) return
      const topicId = Number(id) as TopicId
      views.set(topicId, (views.get(topicId) ?? 0) + 1)
    },
    stop: async () => {
      clearInterval(timer)
      await write()
    },
  }
}
