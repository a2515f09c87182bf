import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { projectFiles } from './files.js'

const read = (file: string) => readFileSync(file, 'utf8')
const almanac = read('server/core/events.ts')
const facts = [
  ...(/export type Facts = \{([\s\S]*?)\n\}/.exec(almanac)?.[1] ?? '').matchAll(
    /^ {2}'([a-z]+\.[a-zA-Z]+)':/gm,
  ),
].map((match) => match[1] ?? '')

test('every fact of the almanac is told somewhere', () => {
  const rooms = projectFiles(/^server\/(?!core\/).*\.ts$/).filter((file) => !file.endsWith('/reactions.ts'))
  const tellers = rooms.filter((file) => /\btell\b/.test(read(file)))
  const told = new Set(
    tellers.flatMap((file) => [...read(file).matchAll(/'([a-z]+\.[a-zA-Z]+)'/g)].map((match) => match[1])),
  )
  expect(facts.length).toBeGreaterThan(20)
  expect(facts.filter((fact) => !told.has(fact))).toEqual([])
})

test('jobs/reactions.ts names every fact, and a queue is named once', () => {
  const page = read('jobs/reactions.ts')
  expect(facts.filter((fact) => !page.includes(`'${fact}'`))).toEqual([])
  const queues = projectFiles(/^server\/.*reactions?(?:\/.*)?\.ts$/).flatMap((file) =>
    [...read(file).matchAll(/\breaction(?:AlsoOnImport)?(?:<[^>]*>)?\(\s*'([^']+)'/g)].map(
      (match) => match[1],
    ),
  )
  expect(queues.filter((queue, at) => queues.indexOf(queue) !== at)).toEqual([])
})

test('a door begins with what the room is for, owns, tells and hears', () => {
  const doors = projectFiles(/^server\/[a-z]+\/index\.ts$/)
  const missing = doors.filter((door) => !/^\s*(?:\/\/|\/\*)/.test(read(door)))
  expect(missing).toEqual([])
})
