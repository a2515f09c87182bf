import type { IncomingMessage, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import { LRUCache } from 'lru-cache'
import { type CachedPage, cachedPage, sendCached } from './cached-page.ts'
import { captureAnswer, cleanHead } from './capture.ts'
import { cookieOf, readCookies, viewerOf } from './viewer.ts'

type Handle = (req: IncomingMessage, res: ServerResponse) => void

const oldestAge = 60_000
const mostBytes = 64 * 1024 * 1024
/** Never pages: programs, files and what must be asked anew. */
const elsewhere = /^\/(api|assets|healthz|metrics|socket\.io|__manifest)(\/|$|\?)/

/** Keys of one's own choice change the page too, for so few that their pages are not kept. */
const rareChoices = ['keys', 'keymap']

/** A page being rendered now, with the tags that facts have touched since it began. */
type Rendering = { touched: Set<string>; everything: boolean }

export type PageCache = ReturnType<typeof makePageCache>

/**
 * Pages for visitors without a session, as compressed bytes, before Express and before any database call. One rendering
 * is kept whole (status, headers, bytes), so a page keeps its own nonce. What a fact touches is dropped; a page whose
 * rendering began before the fact is not kept. Without the notices of facts nothing is kept at all, nor while pages are
 * being written (`keeps`).
 */
export function makePageCache({ sessionCookie, keeps = true }: { sessionCookie: string; keeps?: boolean }) {
  const byTag = new Map<string, Set<string>>()
  const renderings = new Set<Rendering>()
  const counts = { hits: 0, misses: 0 }
  let listening = false
  const pages = new LRUCache<string, CachedPage>({
    maxSize: mostBytes,
    sizeCalculation: (page) => page.size,
    ttl: oldestAge,
    perf: performance,
    dispose: (page, key) => {
      for (const tag of page.tags) forget(byTag, tag, key)
    },
  })

  const keep = (key: string, page: CachedPage) => {
    pages.set(key, page)
    for (const tag of page.tags) byTag.set(tag, (byTag.get(tag) ?? new Set()).add(key))
  }

  const drop = (tags: readonly string[]) => {
    for (const rendering of renderings) for (const tag of tags) rendering.touched.add(tag)
    for (const tag of tags) for (const key of byTag.get(tag) ?? []) pages.delete(key)
  }

  const dropAll = () => {
    for (const rendering of renderings) rendering.everything = true
    pages.clear()
  }

  const render = (
    key: string,
    { req, res, next }: { req: IncomingMessage; res: ServerResponse; next: Handle },
  ) => {
    const rendering: Rendering = { touched: new Set(), everything: !listening }
    renderings.add(rendering)
    res.once('close', () => renderings.delete(rendering))
    captureAnswer(res, async (answer) => {
      const page = await cachedPage(answer)
      const stale = rendering.everything || answer.tags.some((tag) => rendering.touched.has(tag))
      if (!stale) keep(key, page)
      sendCached(page, req, res)
    })
    next(req, res)
  }

  return {
    counts,
    /** Number of pages kept. */
    size: () => pages.size,
    drop: (tags: readonly string[]) => (tags.includes('everything') ? dropAll() : drop(withLists(tags))),
    dropAll,
    /** Whether notices of facts arrive; when they stop, everything goes. */
    hears: (now: boolean) => {
      listening = now && keeps
      dropAll()
    },
    /** The raw handler: a kept page leaves here, everything else goes on. */
    answer: (req: IncomingMessage, res: ServerResponse, next: Handle) => {
      if (!isVisitorsPage(req, sessionCookie)) {
        passOn(res)
        return next(req, res)
      }
      const viewer = viewerOf(req.headers)
      const key = `${req.headers.host} ${req.url} ${viewer.mode} ${viewer.density} ${viewer.locale}`
      const page = pages.get(key)
      counts[page ? 'hits' : 'misses'] += 1
      if (page) return sendCached(page, req, res)
      req.headers.cookie = cookieOf(viewer)
      if (req.method === 'GET') return render(key, { req, res, next })
      passOn(res)
      next(req, res)
    },
  }
}

/** A list may show any topic, and what changes one may bring it in or take it out. */
const withLists = (tags: readonly string[]) =>
  tags.some((tag) => tag.startsWith('topic:')) ? [...tags, 'lists'] : tags

function forget(byTag: Map<string, Set<string>>, tag: string, key: string) {
  const keys = byTag.get(tag)
  keys?.delete(key)
  if (keys?.size === 0) byTag.delete(tag)
}

function isVisitorsPage({ method, url = '/', headers }: IncomingMessage, sessionCookie: string): boolean {
  if ((method !== 'GET' && method !== 'HEAD') || elsewhere.test(url)) return false
  const cookies = readCookies(headers.cookie)
  return ![sessionCookie, ...rareChoices].some((name) => cookies.has(name))
}

function passOn(res: ServerResponse) {
  const { writeHead } = res
  res.writeHead = (...args: unknown[]) => {
    cleanHead(res)
    return Reflect.apply(writeHead, res, args)
  }
}
