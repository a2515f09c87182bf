import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { once } from 'node:events'
import type { Figures } from './figures.ts'

const root = resolve(import.meta.dirname, '../..')
const files = ['tests/server/escalation/histories.test.ts', 'tests/server/escalation/calendar.test.ts']

/** The property tests of the clocks with many more random histories than `npm test` has time for. */
export async function runHistories(figures: Figures, { runs }: { runs: number }) {
  const vitest = resolve(root, 'node_modules/vitest/vitest.mjs')
  const began = performance.now()
  const child = spawn(
    process.execPath,
    [vitest, 'run', '-c', 'tests/vitest.config.ts', '--testTimeout=300000', '--reporter=dot', ...files],
    {
      cwd: root,
      env: { ...process.env, HISTORIES: String(runs), NODE_ENV: 'test' },
      stdio: ['ignore', 2, 2],
    },
  )
  const [status] = (await once(child, 'exit')) as [number | null]
  const note = status === 0 ? 'all hold' : 'AN INVARIANT DOES NOT HOLD, see above'
  figures.add({
    name: `${runs} random histories`,
    value: (performance.now() - began) / 1000,
    unit: 's',
    note,
  })
}
