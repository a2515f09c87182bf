import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import type { ServerBuild } from '@remix-run/server-runtime'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { byOneRoute } from '#server/http/one-route.ts'

const route = (id: string, path: string | undefined, more: { index?: boolean } = {}) => ({
  id,
  ...(path === undefined ? {} : { path }),
  ...(id === 'root' ? {} : { parentId: 'root' }),
  ...more,
  module: {
    ...(id === 'posts' ? {} : { default: () => null }),
    loader: ({ params }: { params: Record<string, string | undefined> }) => ({ id, params }),
    action: () => Response.json({ acted: id }),
  },
})
const routes = Object.fromEntries(
  [
    route('root', ''),
    route('home', undefined, { index: true }),
    route('topic', 'q/:topicId/:slug?'),
    route('history', 'q/:topicId/:slug/history'),
    route('posts', 'topics/:topicId/posts'),
    route('nowhere', '*'),
  ].map((each) => [each.id, each]),
)
// what a build holds besides is of no matter here
const build = {
  routes,
  assets: {
    routes: Object.fromEntries(
      Object.values(routes).map(({ module: _module, ...shown }) => [shown.id, shown]),
    ),
    version: 'v',
    url: '/m.js',
    entry: { module: '', imports: [] },
  },
  entry: {
    module: {
      default: (_request: Request, status: number, _headers: Headers, remix: { routeModules: object }) =>
        Response.json(Object.keys(remix.routeModules).sort(), { status }),
    },
  },
  basename: '/',
  future: { v3_singleFetch: true, v3_lazyRouteDiscovery: true },
  mode: 'production',
  isSpaMode: false,
  publicPath: '/',
  assetsBuildDirectory: '',
} as unknown as ServerBuild

const server = express()
  .use(byOneRoute(build, () => Promise.resolve({} as never)))
  .listen(0, '127.0.0.1')
const ask = (path: string, init?: RequestInit) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init)

beforeAll(() => (server.listening ? undefined : once(server, 'listening')))
afterAll(() => server.close())

test('a page is rendered by a build that knows its own route, home and the page for what nobody has', async () => {
  expect(await (await ask('/q/1/a')).json()).toEqual(['home', 'nowhere', 'root', 'topic'])
  expect(await (await ask('/q/1/a/history')).json()).toEqual(['history', 'home', 'nowhere', 'root'])
  expect(await (await ask('/')).json()).toEqual(['home', 'nowhere', 'root'])
  expect(await (await ask('/some/where')).json()).toEqual(['home', 'nowhere', 'root'])
})

test('its values come by script, and forms reach their route', async () => {
  expect(await (await ask('/q/7/a.data')).text()).toContain('topic')
  expect(await (await ask('/_root.data')).text()).toContain('home')
  expect(await (await ask('/topics/7/posts', { method: 'POST' })).json()).toEqual({ acted: 'posts' })
})

test('the browser learns of every route there is', async () => {
  const told = await (await ask('/__manifest?p=/q/1/a/history&p=/q/1&version=v')).json()
  expect(Object.keys(told as object).sort()).toEqual(['history', 'nowhere', 'root', 'topic'])
})
