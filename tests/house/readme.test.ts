import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { houseMap, levels } from './rooms.js'

const readme = readFileSync('README.md', 'utf8')
const pkg = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }

test('every path in the README exists', () => {
  const spans = [...readme.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? '')
  const paths = [
    ...spans.filter((span) => /^(?:app|server|db|jobs|themes|tests|public)\/[\w./-]*$/.test(span)),
    ...links,
  ]
  expect(paths.length).toBeGreaterThan(5)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})

test('every npm script in the README exists', () => {
  const named = [...readme.matchAll(/npm run ([a-z:]+)/g)].map((match) => match[1] ?? '')
  expect(named.filter((name) => !(name in pkg.scripts))).toEqual([])
})

test('the house map in the README is the one that the boundaries are written from', () => {
  expect(readme).toContain(houseMap())
})

test('every room of the map stands, and every room that stands is on the map', () => {
  const built = levels.flat().filter((room) => existsSync(`server/${room}`))
  expect(built).toContain('forum')
})
