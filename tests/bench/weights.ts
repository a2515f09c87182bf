import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Figures } from './figures.ts'
import { median } from './figures.ts'
import { startCountingProxy } from './counting-proxy.ts'
import { fillForum, questionPath, reader } from './forum.ts'
import type { Places } from './places.ts'
import { startWeb } from './servers.ts'

const client = resolve(import.meta.dirname, '../../build/client')

/** ux.md 11, in KB after gzip. The member's budget of scripts holds the socket's client too. */
const budgets = {
  visitor: { html: 30, js: 125, css: 18 },
  member: { html: 35, js: 145, css: 20 },
  form: { html: 15, js: 175, css: 20 },
}
type Looked = { name: string; path: string; budget: keyof typeof budgets; queries?: number }

const forGuests: Looked[] = [
  { name: 'home', path: '/', budget: 'visitor' },
  { name: 'board list', path: '/boards', budget: 'visitor' },
  { name: 'board', path: '/b/board-1', budget: 'visitor' },
  { name: 'questions', path: '/questions', budget: 'visitor' },
  { name: 'question', path: questionPath, budget: 'visitor', queries: 6 },
  { name: 'search', path: '/search?q=export', budget: 'visitor' },
]
const forMembers: Looked[] = [
  { name: 'home', path: '/', budget: 'member' },
  { name: 'board', path: '/b/board-1', budget: 'member' },
  { name: 'question', path: questionPath, budget: 'member', queries: 6 },
  { name: 'activity', path: '/activity', budget: 'member' },
  { name: 'ask', path: '/b/board-1/new', budget: 'form' },
]

/** How many statements each page sends, counted on the wire, and what it weighs with scripts and styles. */
export async function measureWeights(places: Places, figures: Figures) {
  const place = await places.database('weights')
  await fillForum(place, 5_000)
  const { cookie } = await reader(place)
  const proxy = await startCountingProxy(places.port)
  const web = await startWeb(place.urlAt(proxy.port), places.folder)
  const look = async (page: Looked, headers: Record<string, string>, who: string) => {
    const counts: number[] = []
    let html = ''
    for (let n = 0; n < 6; n++) {
      const before = proxy.counted()
      // another address each time, so that no page is one that is kept
      const address = `${web.url}${page.path}${page.path.includes('?') ? '&' : '?'}n=${who}${n}`
      const answer = await fetch(address, { headers })
      html = await answer.text()
      if (answer.status !== 200) throw new Error(`${page.path} answered ${answer.status}`)
      counts.push(proxy.counted() - before)
    }
    const name = `${page.name}, ${who}`
    const most = page.queries === undefined ? {} : { most: page.queries }
    figures.add({ name: `queries: ${name}`, value: median(counts), ...most })
    const { html: ofHtml, js, css } = budgets[page.budget]
    const socket = who === 'member' && page.budget === 'member' ? socketClient() : 0
    figures.add({ name: `weight: ${name}, HTML`, value: kilobytes(html), unit: 'KB gz', most: ofHtml })
    figures.add({
      name: `weight: ${name}, JS`,
      value: assetsIn(html, 'js') + socket,
      unit: 'KB gz',
      most: js,
    })
    figures.add({ name: `weight: ${name}, CSS`, value: assetsIn(html, 'css'), unit: 'KB gz', most: css })
  }
  try {
    for (const page of forGuests) await look(page, {}, 'guest')
    for (const page of forMembers) await look(page, { cookie }, 'member')
  } finally {
    await web.stop()
    proxy.stop()
  }
}

const kilobytes = (bytes: string | Buffer) => gzipSync(bytes).length / 1024

/** What makes a browser fetch a script or a style; the list of routes names those of other pages, which it does not fetch. */
const fetched = {
  js: /(?:rel="modulepreload"[^>]*?href=|from\s|import\()"\/(assets\/[\w.-]+\.js)"/g,
  css: /rel="stylesheet"[^>]*?href="\/(assets\/[\w.-]+\.css)"/g,
}

/** All scripts or styles that a page loads, preloads included. */
function assetsIn(html: string, kind: 'js' | 'css'): number {
  const paths = new Set([...html.matchAll(fetched[kind])].map(([, path = '']) => path))
  if (paths.size === 0) throw new Error(`no ${kind} was found in the page`)
  return [...paths].reduce((sum, path) => sum + kilobytes(readFileSync(resolve(client, path))), 0)
}

/** The socket's client is a chunk of its own that comes after the page; it is known by what it says to the server. */
function socketClient() {
  const assets = resolve(client, 'assets')
  const chunk = readdirSync(assets)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(resolve(assets, name)))
    .find((text) => text.includes('EIO') && text.includes('websocket'))
  return chunk ? kilobytes(chunk) : 0
}
