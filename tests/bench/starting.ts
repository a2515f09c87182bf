import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figures, median } from './figures.ts'
import { startServer } from './servers.ts'

const resting = 4_000

/** Warm starts of the whole house on a data folder of its own, and its memory a little after; the first one makes the database. */
export async function measureStart(figures: Figures, { rounds }: { rounds: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-start-'))
  // root's database runs as another user, who must get in
  chmodSync(folder, 0o755)
  const start = () => startServer({ entry: 'server/main.ts', args: ['start'], env: { DATA_DIR: folder } })
  try {
    await (await start()).stop()
    const [seconds, resident]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      const house = await start()
      seconds.push(house.startedIn / 1000)
      await new Promise((later) => setTimeout(later, resting))
      resident.push((await house.usage()).resident)
      await house.stop()
    }
    figures.add({ name: 'warm start, until the first answer', value: median(seconds), unit: 's', most: 5 })
    figures.add({
      name: 'memory of web and worker in one, at rest',
      value: median(resident) / 1024 / 1024,
      unit: 'MB',
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
