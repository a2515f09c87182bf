import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/server-runtime'
import type { RequestHandler } from 'express'
import type { Server } from 'node:http'
import type { ViteDevServer } from 'vite'
import { StartProblem } from '#db/embedded/index.ts'
import { byOneRoute } from './one-route.ts'
import type { MakeContext } from './request-context.ts'

type GetHandler = ReturnType<typeof createRequestHandler>

const built = resolve(import.meta.dirname, '../../build/server/index.js')

/** The pages of `build/`, each with a load context of its own request. */
export async function builtPages(makeContext: MakeContext): Promise<RequestHandler> {
  if (!existsSync(built))
    throw new StartProblem('The pages have not been built.', 'Start through npm: it builds them first.')
  const build: ServerBuild = await import(pathToFileURL(built).href)
  return byOneRoute(build, makeContext)
}

/** The pages as they stand in `app/`, with reload over the same http server (stack.md T8). */
export async function livePages(makeContext: MakeContext, server: Server) {
  const { createServer } = await import('vite')
  const vite = await createServer({
    configFile: 'remix.config.js',
    server: { middlewareMode: true, hmr: { server } },
  })
  const build = () => loadBuild(vite)
  const handler = createRequestHandler({ build, mode: 'development', getLoadContext: makeContext })
  return { middlewares: vite.middlewares, handler: settled(handler), close: () => vite.close() }
}

// the module Remix's own plugin writes; vite cannot know its type
const loadBuild = async (vite: ViteDevServer) =>
  (await vite.ssrLoadModule('virtual:remix/server-build')) as Record<string, never> & ServerBuild

/** The adapter hands its own failures to `next`; Express 4 waits for no promise. */
const settled =
  (handler: GetHandler): RequestHandler =>
  (req, res, next) =>
    void handler(req, res, next)
