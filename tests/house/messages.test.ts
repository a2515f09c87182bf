import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { formatMessage } from '#server/core/icu.ts'
import { quotedIn } from './keys.ts'

const catalogue = (file: string) =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {}
const domain = catalogue('server/core/messages/en.json')
const code = quotedIn(/^(?:app|server|jobs|db)\/.*\.tsx?$/)

const catalogues = [
  { file: 'app/messages/en.json', speakers: /^app\// },
  { file: 'app/messages/account/en.json', speakers: /^app\// },
  { file: 'app/messages/conduct/en.json', speakers: /^app\// },
  { file: 'app/messages/moderation/en.json', speakers: /^app\// },
  { file: 'app/messages/office/en.json', speakers: /^app\// },
  { file: 'app/messages/standing/en.json', speakers: /^app\// },
  { file: 'app/messages/upkeep/en.json', speakers: /^app\// },
  { file: 'server/core/messages/en.json', speakers: /^(?:app|server|jobs|db)\// },
  { file: 'server/mail/messages/en.json', speakers: /^server\// },
]

describe.each(catalogues)('$file', ({ file, speakers }) => {
  const messages = catalogue(file)

  test('holds no sentence that nothing says', () => {
    const here = code.filter((quoted) => speakers.test(quoted.file))
    const strings = new Set(here.flatMap((quoted) => [...quoted.strings]))
    const shapes = here
      .flatMap((quoted) => quoted.shapes)
      .filter((shape) => /^\^[a-z]+\\\.|\\\.[a-z]/i.test(shape.source))
    expect(
      Object.keys(messages).filter((key) => !strings.has(key) && !shapes.some((shape) => shape.test(key))),
    ).toEqual([])
  })

  test('holds sentences that can be formatted, and none that is empty', () => {
    for (const [key, pattern] of Object.entries(messages)) {
      expect(pattern.trim(), key).not.toBe('')
      expect(() => formatMessage(pattern, { count: 2 }, 'en'), key).not.toThrow()
    }
  })
})

test.each(['account', 'conduct', 'moderation', 'office', 'standing', 'upkeep'])(
  'a file that speaks the words of the %s loads them',
  (area) => {
    const words = Object.keys(catalogue(`app/messages/${area}/en.json`))
    expect(words.filter((key) => key in catalogue('app/messages/en.json'))).toEqual([])
    const silent = code
      .filter(({ file, strings }) => file.startsWith('app/') && words.some((key) => strings.has(key)))
      .map(({ file }) => file)
      .filter((file) => !readFileSync(file, 'utf8').includes(`import '#app/lib/words-of-${area}.ts'`))
    expect(silent).toEqual([])
  },
)

test('every sentence that the domain speaks of stands in its catalogue', () => {
  const silent = code
    .filter((quoted) => quoted.file.startsWith('server/') || quoted.file.startsWith('jobs/'))
    .flatMap((quoted) =>
      quoted.claimed
        .filter(({ key }) => !(key in domain))
        .map(({ key, line }) => `${quoted.file}:${line} ${key}`),
    )
  expect(silent).toEqual([])
})
