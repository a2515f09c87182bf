import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What starts processes, waits for them or loads much: begun first, so that no worker is left alone with it at the end. */
const long = [
  'launch/starting',
  'server/real-input',
  'escalation/parallel',
  'db/demo',
  'jobs/killed-worker',
  'cli/import-stackexchange',
  'house/planted',
]

/** The long files in this order, then the others as vitest would have them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files)
    const place = ({ moduleId }: TestSpecification) => {
      const found = long.findIndex((name) => moduleId.includes(name))
      return found === -1 ? long.length : found
    }
    return sorted.sort((a, b) => place(a) - place(b))
  }
}
