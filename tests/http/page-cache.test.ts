import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { brotliDecompressSync } from 'node:zlib'
import compression from 'compression'
import { afterEach, expect, test } from 'vitest'
import { makePageCache } from '#server/http/page-cache.ts'

type Handler = (req: IncomingMessage, res: ServerResponse) => void
type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer }

const open: Server[] = []
afterEach(() => open.splice(0).forEach((server) => server.close()))

/** A cache before a page that counts how often it was rendered. */
async function site(page: Handler) {
  const cache = makePageCache({ sessionCookie: 'throughline_session' })
  cache.hears(true)
  let rendered = 0
  const server = createServer((req, res) =>
    cache.answer(req, res, (request, response) => {
      rendered += 1
      page(request, response)
    }),
  )
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    ask({ port, path, headers, method })
  return { cache, get, rendered: () => rendered }
}

function ask(options: {
  port: number
  path: string
  headers: Record<string, string>
  method: string
}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const asked = request({ host: '127.0.0.1', ...options }, (res) => {
    const chunks: Buffer[] = []
    res.on('data', (chunk: Buffer) => chunks.push(chunk))
    res.on('end', () =>
      resolve({ status: res.statusCode ?? 0, headers: res.headers, body: Buffer.concat(chunks) }),
    )
  })
  asked.on('error', reject)
  asked.end()
  return promise
}

const shows =
  (tags: string, text: (req: IncomingMessage) => string = () => 'a page'): Handler =>
  (req, res) => {
    res.setHeader('x-cache-tags', tags)
    res.setHeader('content-type', 'text/html')
    res.write(text(req).slice(0, 3))
    res.end(text(req).slice(3))
  }

test('a visitor’s page is rendered once and served whole, its tags kept inside', async () => {
  const { get, rendered } = await site(shows('topic:1,lists'))
  const [first, second] = [await get('/q/1/x'), await get('/q/1/x')]
  expect(rendered()).toBe(1)
  expect([first, second].map((answer) => answer.body.toString())).toEqual(['a page', 'a page'])
  expect(first.headers['x-cache-tags']).toBeUndefined()
  expect(second.headers['content-type']).toBe('text/html')
})

test('it leaves compressed, and not at all to a reader who has it', async () => {
  const { get } = await site(shows('lists'))
  const page = await get('/', { 'accept-encoding': 'gzip, br' })
  expect(brotliDecompressSync(page.body).toString()).toBe('a page')
  const again = await get('/', { 'accept-encoding': 'gzip', 'if-none-match': String(page.headers.etag) })
  expect([again.status, again.body.length]).toEqual([304, 0])
})

test('address, locale and mode make the page; other cookies do not', async () => {
  const { get, rendered } = await site(shows('lists', (req) => String(req.headers.cookie)))
  await get('/', { cookie: 'mode=dark; tracking=1' })
  const same = await get('/', { cookie: 'tracking=2; mode=dark' })
  expect(rendered()).toBe(1)
  expect(same.body.toString()).toBe('mode=dark; density=comfortable; locale=en')
  await get('/', { cookie: 'mode=light' })
  await get('/', { cookie: 'mode=dark; locale=qps' })
  await get('/other', { cookie: 'mode=dark' })
  expect(rendered()).toBe(4)
})

test('a member’s page, a failure, a cookie and a page without tags are never kept', async () => {
  const member = await site(shows('lists'))
  for (const _ of [1, 2]) {
    const page = await member.get('/', { cookie: 'throughline_session=s' })
    expect(page.headers['x-cache-tags']).toBeUndefined()
  }
  expect(member.rendered()).toBe(2)
  const others: Handler[] = [
    (_req, res) => res.writeHead(404, { 'x-cache-tags': 'lists' }).end('gone'),
    (_req, res) => res.setHeader('set-cookie', 'a=b').setHeader('x-cache-tags', 'lists').end('hello'),
    (_req, res) => res.end('plain'),
  ]
  for (const page of others) {
    const { get, rendered } = await site(page)
    await get('/')
    await get('/')
    expect(rendered()).toBe(2)
  }
})

test('a fact drops the pages that carry its tags and no others', async () => {
  const { cache, get, rendered } = await site((req, res) =>
    shows(req.url === '/a' ? 'topic:1' : 'topic:2')(req, res),
  )
  await get('/a')
  await get('/b')
  cache.drop(['topic:1', 'member:x'])
  await get('/a')
  await get('/b')
  expect(rendered()).toBe(3)
  cache.drop(['everything'])
  await get('/b')
  expect(rendered()).toBe(4)
})

test('whatever touches a topic touches the lists that may show it', async () => {
  const { cache, get, rendered } = await site(shows('lists'))
  await get('/questions')
  cache.drop(['member:x'])
  await get('/questions')
  expect(rendered()).toBe(1)
  cache.drop(['topic:7', 'board:b'])
  await get('/questions')
  expect(rendered()).toBe(2)
})

test('a page whose rendering began before the fact is not kept', async () => {
  let finish = () => {}
  const { cache, get, rendered } = await site((_req, res) => {
    finish = () => shows('topic:1')(_req, res)
  })
  const asked = get('/a')
  await expect.poll(() => rendered()).toBe(1)
  cache.drop(['topic:1'])
  finish()
  expect((await asked).body.toString()).toBe('a page')
  expect(cache.size()).toBe(0)
})

test('without notices nothing is kept, and what was kept is dropped', async () => {
  const { cache, get, rendered } = await site(shows('lists'))
  await get('/')
  cache.hears(false)
  expect(cache.size()).toBe(0)
  await get('/')
  await get('/')
  expect(rendered()).toBe(3)
})

test('HEAD is answered from a kept page without its bytes', async () => {
  const { get, rendered } = await site(shows('lists'))
  await get('/')
  const head = await get('/', {}, 'HEAD')
  expect([head.status, head.body.length, rendered()]).toEqual([200, 0, 1])
})

test('a page that is not kept passes through whoever compresses it', async () => {
  const compress = compression({ threshold: 0 })
  const { get } = await site((req, res) =>
    compress(req as never, res as never, () => {
      res.setHeader('content-type', 'text/html')
      res.write('one ')
      res.end('page')
    }),
  )
  const page = await get('/', { 'accept-encoding': 'br' })
  expect(page.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(page.body).toString()).toBe('one page')
})
