import { join } from 'node:path'
import { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, test } from 'vitest'
import { house, houseRules } from './rules/index.js'

const root = join(import.meta.dirname, '../..')
const linter = new Linter({ cwd: root })

function complaints(rule: string, place: string, code: string) {
  const found = linter.verify(
    code,
    {
      files: ['**/*.{ts,tsx}'],
      languageOptions: {
        parser: tseslint.parser,
        parserOptions: { ecmaFeatures: { jsx: /x$/.test(place) } },
      },
      plugins: { house: house as object },
      rules: { [`house/${rule}`]: 'error' },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    },
    { filename: join(root, place) },
  )
  const broken = found.find((message) => message.fatal ?? message.ruleId === null)
  if (broken) throw new Error(`${place}: ${broken.message}\n${code}`)
  return found.filter((message) => message.ruleId === `house/${rule}`).length
}

describe.each(Object.entries(houseRules))('%s', (name, { good, bad }) => {
  test('passes its good lines', () => {
    expect(good.length).toBeGreaterThan(0)
    for (const [place = '', code = ''] of good)
      expect(complaints(name, place, code), `${place}: ${code}`).toBe(0)
  })

  test('stops its bad lines', () => {
    expect(bad.length).toBeGreaterThan(0)
    for (const [place = '', code = ''] of bad)
      expect(complaints(name, place, code), `${place}: ${code}`).toBeGreaterThan(0)
  })
})
