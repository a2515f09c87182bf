import { createRequestHandler } from '@remix-run/express'
import { matchRoutes } from '@remix-run/react'
import type { ServerBuild } from '@remix-run/server-runtime'
import type { Request, RequestHandler } from 'express'
import { LRUCache } from 'lru-cache'
import type { MakeContext } from './request-context.ts'

type Handler = ReturnType<typeof createRequestHandler>

/** Where the browser's script learns of further routes; answered from the whole build. */
const discovery = '/__manifest'
/** Addresses whose route is remembered. */
const known = 5_000

/**
 * Pages of a build whose every request knows one route. Remix ranks all routes of a build about eight times for a page, a
 * fifth of the page's work: here the route is found once, and a build without the others is asked for it.
 */
export function byOneRoute(build: ServerBuild, getLoadContext: MakeContext): RequestHandler {
  const handlerOf = (some: ServerBuild): Handler =>
    createRequestHandler({ build: some, mode: 'production', getLoadContext })
  const whole = handlerOf(build)
  const single = new Map<string, Handler>()
  const routeAt = router(build)

  const chosen = ({ path }: Request): Handler => {
    const id = path === discovery ? undefined : routeAt(pageOf(path))
    if (id === undefined) return whole
    const handler = single.get(id) ?? handlerOf(withRoutes(build, id))
    single.set(id, handler)
    return handler
  }
  // the adapter hands its own failures to `next`; Express 4 waits for no promise
  return (req, res, next) => void chosen(req)(req, res, next)
}

/** The page that a request by script is about: `/q/1/a.data` asks for the values of `/q/1/a`. */
const pageOf = (path: string) =>
  path === '/_root.data' ? '/' : path.endsWith('.data') ? path.slice(0, -'.data'.length) : path

/** Names the route of an address as Remix would choose it; undefined where none fits. */
function router(build: ServerBuild) {
  const remembered = new LRUCache<string, string>({ max: known })
  const tree = childrenOf(build, undefined)
  return (path: string): string | undefined => {
    const before = remembered.get(path)
    if (before !== undefined) return before
    const found = matchRoutes(tree, path, build.basename)?.at(-1)?.route.id
    if (found !== undefined) remembered.set(path, found)
    return found
  }
}

type Route = NonNullable<ServerBuild['routes'][string]>
type Branch = Parameters<typeof matchRoutes>[0][number] & { id: string }

function childrenOf(build: ServerBuild, parentId: string | undefined): Branch[] {
  return Object.values(build.routes)
    .filter((route): route is Route => route !== undefined && route.parentId === parentId)
    .map(({ id, path, index, caseSensitive }) => {
      const own = { id, caseSensitive: caseSensitive === true, ...(path === undefined ? {} : { path }) }
      return index ? { ...own, index: true } : { ...own, children: childrenOf(build, id) }
    })
}

/**
 * The build with this route, what it lies in, and the two that every page's script begins with: home, and the page for
 * addresses that nobody has.
 */
function withRoutes(build: ServerBuild, id: string): ServerBuild {
  const kept = new Set(
    Object.values(build.routes).flatMap((route) =>
      route && (route.index === true || route.path === '*') ? lineOf(build, route.id) : [],
    ),
  )
  for (const each of lineOf(build, id)) kept.add(each)
  const only = <Value>(all: Record<string, Value>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => kept.has(name)))
  return {
    ...build,
    routes: only(build.routes),
    assets: { ...build.assets, routes: only(build.assets.routes) },
  }
}

function lineOf(build: ServerBuild, id: string): string[] {
  const parent = build.routes[id]?.parentId
  return parent === undefined ? [id] : [...lineOf(build, parent), id]
}
