import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import { ESLint } from 'eslint'
import { describe, expect, test } from 'vitest'
import boundaries from './boundaries.js'

/**
 * Violations planted under the names of real files, checked by the real configuration: each must be found by the rule
 * meant for it, and its clean twin must pass.
 */
const root = join(import.meta.dirname, '../..')

const planted: { where: string; rule: string; bad: string; clean: string }[] = [
  {
    where: 'server/forum',
    rule: '@typescript-eslint/no-floating-promises',
    bad: `async function later() {\n  await Promise.resolve()\n}\nexport const now = () => {\n  later()\n}\n`,
    clean: `async function later() {\n  await Promise.resolve()\n}\nexport const now = async () => {\n  await later()\n}\n`,
  },
  {
    where: 'server/forum',
    rule: '@typescript-eslint/no-misused-promises',
    bad: `export const all = (ids: string[]) => ids.forEach(async (id) => Promise.resolve(id))\n`,
    clean: `export const all = (ids: string[]) => Promise.all(ids.map(async (id) => Promise.resolve(id)))\n`,
  },
  {
    where: 'server/forum',
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    bad: `export function word(kind: 'answer' | 'comment') {\n  switch (kind) {\n    case 'answer':\n      return 1\n  }\n  return 0\n}\n`,
    clean: `export function word(kind: 'answer' | 'comment') {\n  switch (kind) {\n    case 'answer':\n      return 1\n    case 'comment':\n      return 0\n  }\n}\n`,
  },
  {
    where: 'server/forum',
    rule: '@typescript-eslint/no-explicit-any',
    bad: `export const loose = (value: any) => String(value)\n`,
    clean: `export const loose = (value: number) => String(value)\n`,
  },
  {
    where: 'server/identity',
    rule: 'max-params',
    bad: `export const joined = (a: string, b: string, c: string, d: string) => a + b + c + d\n`,
    clean: `export const joined = (a: string, b: string, c: string) => a + b + c\n`,
  },
  {
    where: 'server/forum',
    rule: 'house/http',
    bad: `export const loader = (request: Request) => request.url\n`,
    clean: `export const loader = (address: string) => address\n`,
  },
  {
    where: 'server/crm',
    rule: 'house/time',
    bad: `export const today = () => new Date()\n`,
    clean: `export const today = (ctx: { now: Date }) => ctx.now\n`,
  },
  {
    where: 'server/crm',
    rule: 'house/network',
    bad: `export const ask = (url: string) => fetch(url)\n`,
    clean: `export const ask = (url: string) => url\n`,
  },
  {
    where: 'server/forum',
    rule: 'house/console',
    bad: `export const note = () => console.log(1)\n`,
    clean: `export const note = () => 1\n`,
  },
  {
    where: 'server/http',
    rule: 'house/environment',
    bad: `export const port = process.env.PORT\n`,
    clean: `export const port = (env: { PORT: number }) => env.PORT\n`,
  },
  {
    where: 'server/forum',
    rule: 'house/change-tells',
    bad: `import type { Ctx } from '#server/core/ctx.ts'\nimport { change } from '#server/core/change.ts'\nexport const quiet = (ctx: Ctx) => change(ctx, (tx) => Promise.resolve(tx.now))\n`,
    clean: `import type { Ctx } from '#server/core/ctx.ts'\nimport { change } from '#server/core/change.ts'\nexport const loud = (ctx: Ctx) =>\n  change(ctx, (tx) => {\n    tx.tell({ type: 'settings.changed', keys: [] })\n    return Promise.resolve(tx.now)\n  })\n`,
  },
  {
    where: 'server/escalation',
    rule: 'house/own-tables',
    bad: `import { sql } from 'drizzle-orm'\nexport const all = sql\`select account_id from crm_contacts\`\n`,
    clean: `import { sql } from 'drizzle-orm'\nexport const all = sql\`select id from escalations\`\n`,
  },
  {
    where: 'app/routes',
    rule: 'house/sentences',
    bad: `export const Title = () => <h1>Ask a question</h1>\n`,
    clean: `export const Title = ({ words }: { words: string }) => <h1>{words}</h1>\n`,
  },
  {
    where: 'app/components/ui',
    rule: 'house/raw-markup',
    bad: `export const Raw = ({ html }: { html: string }) => <div dangerouslySetInnerHTML={{ __html: html }} />\n`,
    clean: `export const Raw = ({ words }: { words: string }) => <div>{words}</div>\n`,
  },
  {
    where: 'app/routes',
    rule: 'house/addresses',
    bad: `export const Way = ({ id }: { id: number }) => <a href={\`/q/\${id}/x\`} />\n`,
    clean: `import { question } from '#server/core/paths.ts'\nexport const Way = ({ id }: { id: number }) => <a href={question({ id, slug: 'x' })} />\n`,
  },
]

/** A file that exists in the folder: type-aware rules ask the project about it, under the planted text. */
const standIn = (folder: string) => {
  const file = readdirSync(join(root, folder)).find((name) =>
    /^app\//.test(folder) ? name.endsWith('.tsx') : /(?<!\bindex|sessions)\.ts$/.test(name),
  )
  if (!file) throw new Error(`no file to stand in for in ${folder}`)
  return join(root, folder, file)
}

describe('the linter', () => {
  const eslint = new ESLint({ cwd: root, overrideConfigFile: join(root, 'tests/house/eslint.config.js') })
  const found = async (where: string, code: string) => {
    const [result] = await eslint.lintText(code, { filePath: standIn(where) })
    return result?.messages.map((message) => message.ruleId ?? message.message)
  }

  test.each(planted)('finds $rule in $where', { timeout: 180_000 }, async ({ where, rule, bad, clean }) => {
    expect(await found(where, bad)).toContain(rule)
    expect(await found(where, clean)).toEqual([])
  })
})

/** A house of a few files; each line plants one import where it must not stand. */
const sound: Record<string, string> = {
  'package.json': JSON.stringify({
    type: 'module',
    imports: { '#server/*': './server/*', '#db/*': './db/*', '#jobs/*': './jobs/*', '#app/*': './app/*' },
  }),
  'server/core/change.ts': `export const change = 1`,
  'server/core/paths.ts': `export const home = 1`,
  'server/identity/index.ts': `export { member } from './members.ts'`,
  'server/identity/members.ts': `import { members } from '#db/schema/identity.ts'\nexport const member = members`,
  'server/forum/index.ts': `export { ask } from './asking.ts'\nexport type { Page } from './views/topic-page.ts'`,
  'server/forum/asking.ts': `import { topics } from '#db/schema/forum.ts'\nimport { member } from '#server/identity/index.ts'\nexport const ask = [topics, member]`,
  'server/forum/views/topic-page.ts': `import { members } from '#db/schema/identity.ts'\nexport type Page = typeof members`,
  'server/reputation/index.ts': `export const credit = 1`,
  'server/crm/index.ts': `export const coverage = 1`,
  'server/escalation/index.ts': `import { coverage } from '#server/crm/index.ts'\nexport const sweep = coverage`,
  'server/escalation/views/console.ts': `export const shown = 1`,
  'db/schema/identity.ts': `export const members = 1`,
  'db/schema/forum.ts': `export const topics = 1`,
  'db/schema/crm.ts': `export const contacts = 1`,
  'jobs/reactions.ts': `import { credit } from '#server/reputation/index.ts'\nexport const reactions = credit`,
  'app/routes/topic.tsx': `import { ask } from '#server/forum/index.ts'\nimport { Title } from '../components/topic/title.tsx'\nexport default [ask, Title]`,
  'app/components/topic/title.tsx': `import type { Page } from '#server/forum/index.ts'\nimport { home } from '#server/core/paths.ts'\nexport const Title = (page: Page) => [page, home]`,
}

const misplaced = [
  ['a room that looks up', 'server/identity/members.ts', '#server/forum/index.ts', 'identity-looks-down'],
  [
    'a room that looks sideways',
    'server/reputation/index.ts',
    '#server/crm/index.ts',
    'reputation-looks-down',
  ],
  [
    'a room entered through the window',
    'server/escalation/index.ts',
    '#server/forum/asking.ts',
    'forum-through-the-door',
  ],
  ['a file that uses its own door', 'server/forum/asking.ts', './index.ts', 'forum-own-door'],
  ['a circle', 'server/identity/members.ts', './index.ts', 'no-cycle'],
  [
    'a verb that speaks of another room’s table',
    'server/forum/asking.ts',
    '#db/schema/identity.ts',
    'forum-own-tables',
  ],
  [
    'a view that joins the CRM',
    'server/escalation/views/console.ts',
    '#db/schema/crm.ts',
    'crm-tables-stay-inside',
  ],
  [
    'a component that takes a server value',
    'app/components/topic/title.tsx',
    '#server/forum/index.ts',
    'pages-take-types-only',
  ],
  ['a page that reads the database', 'app/routes/topic.tsx', '#db/schema/forum.ts', 'pages-know-no-database'],
  ['a room that knows a page', 'server/forum/asking.ts', '#app/routes/topic.tsx', 'server-knows-no-page'],
  ['a room that knows the workers', 'server/forum/asking.ts', '#jobs/reactions.ts', 'jobs-are-composed'],
  ['a core that knows a room', 'server/core/change.ts', '#server/forum/index.ts', 'core-knows-no-room'],
  ['an address book that imports', 'server/core/paths.ts', './change.ts', 'open-modules-are-pure'],
  ['a table that knows a room', 'db/schema/forum.ts', '#server/forum/index.ts', 'database-lies-lowest'],
  ['an import that leads nowhere', 'server/forum/asking.ts', './nowhere.ts', 'no-lost-import'],
] as const

async function brokenRules(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-planted-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const result = await cruise(
      ['app', 'server', 'db', 'jobs'],
      {
        ...boundaries.options,
        baseDir: folder,
        validate: true,
        ruleSet: { forbidden: boundaries.forbidden },
      } as ICruiseOptions,
      { ...boundaries.options.enhancedResolveOptions },
    )
    return (result.output as ICruiseResult).summary.violations.map((violation) => violation.rule.name)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the boundaries', () => {
  test('let a sound house stand', async () => {
    expect(await brokenRules(sound)).toEqual([])
  })

  test.each(misplaced)('find %s', async (_, file, asked, rule) => {
    const text = `${sound[file]}\nimport * as planted from '${asked}'\nexport const use = planted`
    expect(await brokenRules({ ...sound, [file]: text })).toContain(rule)
  })
})
