import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { apiRouter } from '#server/api/index.ts'
import type { Role } from '#server/core/actor.ts'
import type { Database, Transaction } from '#server/core/ctx.ts'
import { createKey } from '#server/identity/index.ts'
import { makeSettingsReader } from '#server/settings/index.ts'
import { type World, test as base } from '#tests/world.ts'

export { expect, type World } from '#tests/world.ts'

type Call = {
  key?: string | undefined
  as?: string | undefined
  body?: unknown
  headers?: Record<string, string>
}
type Answer = { status: number; headers: Headers; body: any } // eslint-disable-line @typescript-eslint/no-explicit-any -- an outsider knows no types

/** The API of a world over real HTTP: `call('PUT /posts/…/vote', { as: 'bo', body })`, by an admin key unless another is given. */
async function openApi(world: World, { perMinute }: { perMinute?: number } = {}) {
  const app = express()
  const clock = { now: () => Promise.resolve(world.now) }
  let db: Database | Transaction = world.db
  const place = {
    get db() {
      return db
    },
    clock,
    origin: 'http://127.0.0.1:3000',
    settings: makeSettingsReader(),
    version: '0',
  }
  app.use('/api/v1', apiRouter(Object.assign(place, perMinute ? { perMinute } : {})))
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`
  const { key: adminKey } = await createKey(world.ctx, { name: 'tests', role: 'admin' })

  const call = async (line: string, { key = adminKey, as, body, headers }: Call = {}): Promise<Answer> => {
    const [method = 'GET', path = '/'] = line.split(' ')
    const answer = await fetch(`${base}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(as ? { 'x-act-as': as } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : undefined }
  }
  const keyOf = async (role: Role | 'member', scopes?: string[]) =>
    (await createKey(world.ctx, { name: role, role, ...(scopes ? { scopes } : {}) })).key
  /** Lets the API work inside a transaction that the test will throw away; answers what ends that. */
  const over = (tx: Transaction) => {
    db = tx
    return () => void (db = world.db)
  }
  /** A world that stands where the API stands now. */
  const placed = (): World => ({ ...world, as: (actor) => ({ ...world.as(actor), db }) })
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  return { call, keyOf, close, base, adminKey, world, over, placed }
}

export type Api = Awaited<ReturnType<typeof openApi>>

/** A world with its API; `strictApi` allows five requests a minute. */
export const test = base.extend<{ api: Api; strictApi: Api }>({
  api: async ({ world }, use) => {
    const api = await openApi(world)
    await use(api)
    await api.close()
  },
  strictApi: async ({ world }, use) => {
    const api = await openApi(world, { perMinute: 5 })
    await use(api)
    await api.close()
  },
})
