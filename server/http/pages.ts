import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/server-runtime'
import type { RequestHandler } from 'express'
import type { Server } from 'node:http'
import type { ViteDevServer } from 'vite'
import { StartProblem } from '#db/embedded/index.ts'
import { NotFound } from '#server/core/errors.ts'
import type { MakeContext } from './request-context.ts'

const built = resolve(import.meta.dirname, '../../build/server/index.js')

/** The pages of `build/`, each with a load context of its own request. */
export async function builtPages(makeContext: MakeContext): Promise<RequestHandler> {
  if (!existsSync(built)) throw new StartProblem('The pages have not been built.', 'Start through npm: it builds them first.')
  const build: ServerBuild = await import(pathToFileURL(built).href)
  return createRequestHandler({ build, mode: 'production', getLoadContext: makeContext })
}

/** The pages as they stand in `app/`, with reload over the same http server (stack.md T8). */
export async function livePages(makeContext: MakeContext, server: Server) {
  const { createServer } = await import('vite')
  const vite = await createServer({ configFile: 'remix.config.js', server: { middlewareMode: true, hmr: { server } } })
  const build = () => loadBuild(vite)
  const handler = createRequestHandler({ build, mode: 'development', getLoadContext: makeContext })
  return { middlewares: vite.middlewares, handler, close: () => vite.close() }
}

async function loadBuild(vite: ViteDevServer): Promise<ServerBuild> {
  const build = await vite.ssrLoadModule('virtual:remix/server-build')
  if (!('routes' in build)) throw new NotFound('server build')
  return build as unknown as ServerBuild
}
