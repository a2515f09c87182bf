import type { ActionFunctionArgs } from '@remix-run/node'
import type { Actor } from '#server/core/actor.ts'
import { makeLimits } from '#server/identity/index.ts'
import type { World } from '#tests/world.ts'

type Sent = {
  path: string
  as?: Actor
  fields: Record<string, string> | [string, string][]
  params?: Record<string, string>
}

/** What a plain form sends to an action. */
export function sent(world: World, { path, as, fields, params = {} }: Sent): ActionFunctionArgs {
  const request = new Request(`http://127.0.0.1:3000${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  })
  return { request, context: contextOf(world, as), params }
}

/** What a browser asks a loader for. */
export const asked = (world: World, { path, as, params = {} }: Omit<Sent, 'fields'>): ActionFunctionArgs => ({
  request: new Request(`http://127.0.0.1:3000${path}`),
  context: contextOf(world, as),
  params,
})

function contextOf(world: World, as: Actor | undefined): ActionFunctionArgs['context'] {
  return {
    ctx: world.as(as ?? world.cast.guest),
    session: null,
    nonce: '',
    parts: { get: () => undefined, set: () => undefined },
    texts: new Map(),
    locale: 'en',
    mode: 'system',
    density: 'comfortable',
    scripted: false,
    origin: 'http://127.0.0.1:3000',
    ip: '203.0.113.77',
    visitor: () => 'a-visitor',
    limits: makeLimits(),
    stamp: () => null,
    typed: () => world.as(as ?? world.cast.guest),
    showed: () => undefined,
    failed: () => undefined,
  }
}

/** The status, the address and the cookie of a redirect. */
export function redirectOf(answer: unknown) {
  if (!(answer instanceof Response)) throw new Error('not a redirect')
  return {
    status: answer.status,
    to: answer.headers.get('location'),
    cookie: answer.headers.get('set-cookie'),
  }
}
