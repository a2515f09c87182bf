import type { AddressInfo } from 'node:net'
import { request, type Server } from 'node:http'
import express, { type RequestHandler } from 'express'
import { afterEach, describe, expect, test } from 'vitest'
import { makeLog } from '#server/core/log.ts'
import { largestBody, limitBodies } from '#server/http/bodies.ts'
import { limitRates } from '#server/http/limits.ts'
import { checkOrigin } from '#server/http/origin.ts'
import { answerProblems } from '#server/http/problems.ts'
import { securityHeaders } from '#server/http/security.ts'

const open: Server[] = []
afterEach(() => open.splice(0).forEach((server) => server.close()))

/** Guards before a page that answers "fine". */
async function behind(...guards: RequestHandler[]) {
  const app = express()
  app.set('trust proxy', 'loopback')
  app.use(...guards, (_req, res) => void res.send('fine'))
  app.use(answerProblems(makeLog('silent')))
  const server = app.listen(0, '127.0.0.1')
  open.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}

const post = (url: string, headers: Record<string, string> = {}, body = '') =>
  fetch(url, { method: 'POST', headers, body })
const signedIn = { cookie: 'throughline_session=abc' }

describe('the origin', () => {
  const guard = checkOrigin({ origin: 'https://forum.example', sessionCookie: 'throughline_session' })

  test('of a form is checked where a session cookie authenticates, and where a session is made', async () => {
    const site = await behind(guard)
    const foreign = { origin: 'https://evil.example' }
    expect((await post(`${site}/ask`, { ...signedIn, ...foreign })).status).toBe(403)
    for (const path of ['/signin', '/join', '/recover', '/setup', '/signin.data'])
      expect((await post(site + path, foreign)).status).toBe(403)
    expect((await post(`${site}/unsubscribe`, foreign)).status).toBe(200)
    expect((await fetch(site, { headers: { ...signedIn, ...foreign } })).status).toBe(200)
  })

  test('may be the host that was asked or the public address, nothing like them', async () => {
    const site = await behind(guard)
    for (const origin of [site, 'https://forum.example'])
      expect((await post(`${site}/ask`, { ...signedIn, origin })).status).toBe(200)
    for (const origin of [
      'null',
      'https://forum.example.evil.example',
      'https://evil.example/forum.example',
      `${site}0`,
    ])
      expect((await post(`${site}/ask`, { ...signedIn, origin })).status).toBe(403)
  })

  test('is what the browser says of it where no Origin is sent; a program says nothing', async () => {
    const site = await behind(guard)
    expect(await bare(`${site}/ask`, signedIn)).toBe(200)
    expect(await bare(`${site}/ask`, { ...signedIn, 'sec-fetch-site': 'same-origin' })).toBe(200)
    expect(await bare(`${site}/ask`, { ...signedIn, 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await bare(`${site}/ask`, { ...signedIn, 'sec-fetch-site': 'same-site' })).toBe(403)
  })
})

test('OPS-15: the content policy lets no foreign or inline script in, and differs for each answer', async () => {
  const site = await behind(securityHeaders({ origin: 'https://forum.example', development: false }))
  const [first, second] = [await fetch(site), await fetch(site)]
  const policy = first.headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w-]{20,}'(;|$)/)
  expect(policy).toContain("object-src 'none'; base-uri 'none'")
  expect(policy).not.toContain('unsafe')
  expect(policy).not.toBe(second.headers.get('content-security-policy'))
  expect(first.headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
  expect(first.headers.get('x-content-type-options')).toBe('nosniff')

  const plain = await fetch(
    await behind(securityHeaders({ origin: 'http://127.0.0.1:3000', development: false })),
  )
  expect(plain.headers.get('strict-transport-security')).toBeNull()
})

test('a body that is too large is refused, announced or not, as the reader understands it', async () => {
  const read: RequestHandler = (req, res, next) => {
    req.resume()
    req.on('end', () => void (res.headersSent || next()))
  }
  const site = await behind(limitBodies, read)
  const fits = await fetch(site, { method: 'POST', body: 'x'.repeat(1000) })
  expect(fits.status).toBe(200)
  const announced = await fetch(`${site}/api/v1/topics`, {
    method: 'POST',
    body: 'x'.repeat(largestBody + 1),
  })
  expect(announced.status).toBe(413)
  expect(announced.headers.get('content-type')).toContain('application/problem+json')
  expect(await chunked(site, largestBody + 100_000)).toBe(413)
})

test('a flood from one address is told when to come back; another address is not', async () => {
  const site = await behind(limitRates())
  const from = (address: string) => post(site, { 'x-forwarded-for': address })
  const answers = await Promise.all(Array.from({ length: 601 }, () => from('192.0.2.1')))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(600)
  const refused = answers.find(({ status }) => status === 429)
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await from('192.0.2.2')).status).toBe(200)
})

test('a failure is a kind page for people and a problem for programs, and says nothing of its cause', async () => {
  const site = await behind(() => {
    throw new Error('secret cause')
  })
  const page = await fetch(site, { headers: { accept: 'text/html' } })
  expect([page.status, page.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8'])
  const problem = await fetch(`${site}/api/v1/x`)
  expect(await problem.json()).toMatchObject({ status: 500, type: 'about:blank' })
  expect(await page.text()).not.toContain('secret')
})

/** A POST that sends only these headers; fetch adds its own. */
function bare(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', headers }, (res) => {
      res.resume()
      resolve(res.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

/** A POST without a length, of that many bytes. */
function chunked(url: string, bytes: number): Promise<number> {
  return new Promise((resolve) => {
    const sending = request(url, { method: 'POST' }, (res) => {
      res.resume()
      resolve(res.statusCode ?? 0)
    })
    sending.on('error', () => undefined)
    for (let sent = 0; sent < bytes; sent += 65_536) sending.write(Buffer.alloc(65_536))
    sending.end()
  })
}
