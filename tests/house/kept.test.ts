import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { projectFiles } from './files.js'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Hooks by which a component learns what is not among its props. */
const elsewhere =
  /\buse(?:Context|LoaderData|RouteLoaderData|Matches|Location|SearchParams|Params|ActionData|Nonce|Id)\b(?=[(<])/g

/** Files that a kept part imports and that may look elsewhere, with the reason. */
const allowed: Record<string, string> = {
  'app/lib/words.ts': 'language and time zone stand in the key',
  'app/lib/kept.tsx': 'it asks whether anything is kept',
  'app/lib/texts.tsx': 'texts stand in the key of a part that names their posts, see below',
  'app/components/post/shown-at.tsx':
    'stands in the form of a comment, whose post is not kept while it is open',
  'app/components/ui/field.tsx': 'a kept composer is given its id, and so are the fields in it',
}

const sourceOf = (from: string, name: string) =>
  name.startsWith('#app/') ? `app/${name.slice(5)}` : relative(root, join(root, dirname(from), name))

const importsOf = (file: string) =>
  [
    ...read(file).matchAll(/^(?:import|export)(?! type)[^'"]*? from '((?:\.{1,2}|#app)\/[^'?]+\.tsx?)'/gm),
  ].map(([, name = '']) => sourceOf(file, name))

type Kept = { name: string; file: string; namesTexts: boolean }

/** Every part handed to `kept`, with the file its component is written in. */
const keptParts = (): Kept[] =>
  projectFiles(/^app\/.*\.tsx$/).flatMap((file) =>
    [...read(file).matchAll(/\bkept\('([\w-]+)', (\w+)([,)])/g)].map(([, name = '', component = '', end]) => {
      const from = new RegExp(`import \\{[^}]*\\b${component}\\b[^}]*\\} from '([^']+)'`).exec(
        read(file),
      )?.[1]
      return { name, file: from === undefined ? file : sourceOf(file, from), namesTexts: end === ',' }
    }),
  )

/** The files in which components handed to `kept` are written, and what those import. */
function keptFiles(parts = keptParts()): Set<string> {
  const found = new Set<string>()
  const waiting = parts.map(({ file }) => file)
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue
    found.add(file)
    waiting.push(...importsOf(file))
  }
  return found
}

test('a part whose HTML is kept knows nothing but its props', () => {
  const files = keptFiles()
  expect([...files]).toEqual(
    expect.arrayContaining(['app/components/topic/post-stop.tsx', 'app/components/post/save-button.tsx']),
  )
  const looking = [...files].filter(
    (file) => !(file in allowed) && (read(file).match(elsewhere) ?? []).length > 0,
  )
  expect(looking, 'hand it down as a prop, or say in this file why it may').toEqual([])
})

test('every file that may look elsewhere is one that does', () => {
  const files = keptFiles()
  for (const file of Object.keys(allowed)) {
    expect(files.has(file), `${file} is not part of a kept part`).toBe(true)
    expect(read(file).match(elsewhere), file).not.toBeNull()
  }
})

test('every part that is kept is one this test knows', () => {
  const calls = projectFiles(/^app\/.*\.tsx$/).flatMap((file) => [...read(file).matchAll(/[ (]kept\(/g)])
  expect(keptParts()).toHaveLength(calls.length)
})

test('a kept part in which a text put aside can stand names the posts of its texts', () => {
  const shows = (part: Kept) => [...keptFiles([part])].some((file) => /<PostText\b/.test(read(file)))
  expect(keptParts().filter(shows)).not.toEqual([])
  expect(keptParts().filter((part) => shows(part) && !part.namesTexts)).toEqual([])
})
