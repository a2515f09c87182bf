import type { Figures } from './figures.ts'
import { tell } from './figures.ts'
import { fillForum, questionPath, reader } from './forum.ts'
import { sideBySide, timesOf } from './load.ts'
import { median } from './figures.ts'
import type { Places } from './places.ts'
import { startWeb } from './servers.ts'

const few = 5_000
const pages = [
  { name: 'question page', path: questionPath },
  { name: 'board list', path: '/boards' },
  { name: 'a board’s topics', path: '/b/board-1' },
  { name: 'newest questions', path: '/questions' },
]

/** The same pages of a small and a large forum, as a member, whom no kept page serves, asks for them. */
export async function measureGrowth(
  places: Places,
  figures: Figures,
  { many, pairs }: { many: number; pairs: number },
) {
  const [small, large] = [await places.database('small'), await places.database('large')]
  await fillForum(small, few)
  const began = performance.now()
  await fillForum(large, many)
  tell(`    ${many} posts written in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  const [inSmall, inLarge] = [await reader(small), await reader(large)]
  const webs = await Promise.all([startWeb(small.url, places.folder), startWeb(large.url, places.folder)])
  try {
    const [one, other] = webs
    for (const { name, path } of pages) {
      const ofSmall = (times: number) => timesOf(one.url + path, { cookie: inSmall.cookie }, times)
      const ofLarge = (times: number) => timesOf(other.url + path, { cookie: inLarge.cookie }, times)
      await Promise.all([ofSmall(40), ofLarge(40)])
      const [short, long] = await sideBySide(
        pairs,
        async () => median(await ofSmall(1)),
        async () => median(await ofLarge(1)),
      )
      const note = `${short.toFixed(1)} and ${long.toFixed(1)} ms`
      figures.add({
        name: `${name}, ${many} posts by ${few}`,
        value: long / short,
        unit: '×',
        most: 1.3,
        note,
      })
    }
  } finally {
    await Promise.all(webs.map((web) => web.stop()))
  }
}
