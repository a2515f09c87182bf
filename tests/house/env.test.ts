import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BadEnvironment, envSchema, readEnv } from '#server/core/env.ts'

/** `NAME=value` lines of .env.example, all commented out: what stands there is the default. */
const examples = new Map(
  readFileSync('.env.example', 'utf8')
    .split('\n')
    .map((line) => /^#([A-Z_]+)=(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name = '', value = '']) => [name, value]),
)

test('.env.example names what the environment may hold, each with its default', () => {
  const names = Object.keys(envSchema.shape).filter((name) => name !== 'NODE_ENV')
  expect([...examples.keys()].sort()).toEqual(names.sort())
  const defaults = Object.entries(readEnv({})).map(([name, value]) => [name, String(value)])
  const shown = [...examples].filter(([, value]) => value !== '')
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(defaults))
})

test('empty values are absent, foreign names are nobody’s business', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: '', PATH: '/bin', FOO: 'bar' })).toEqual(readEnv({}))
})

test('every malformed value is named in one go', () => {
  const wrong = {
    PORT: '70000',
    ORIGIN: 'ftp://x',
    ROLE: 'both',
    SMTP_URL: 'x',
    SESSION_SECRET: 'short',
    LOG_LEVEL: 'loud',
  }
  const lines = linesOf(() => readEnv(wrong))
  expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(Object.keys(wrong).sort())
})

test('the test clock is refused outside of tests', () => {
  const clock = { THROUGHLINE_TEST_CLOCK: '/tmp/clock' }
  expect(linesOf(() => readEnv(clock))).toHaveLength(1)
  expect(readEnv({ ...clock, NODE_ENV: 'test' }).THROUGHLINE_TEST_CLOCK).toBe('/tmp/clock')
})

function linesOf(read: () => unknown): readonly string[] {
  try {
    read()
  } catch (error) {
    if (error instanceof BadEnvironment) return error.lines
    throw error
  }
  return []
}
