import { join } from 'node:path'
import { importStackExchange } from '#server/cli/import-stackexchange.ts'
import { system } from '#server/core/actor.ts'
import { makeCtx } from '#server/core/ctx.ts'
import { type Figures, tell } from './figures.ts'
import type { Places } from './places.ts'

/** How many posts a second a whole real site comes in with; without `CORPUS_DIR` it is not measured, and said so. */
export async function measureImport(places: Places, figures: Figures) {
  const corpus = process.env.CORPUS_DIR
  if (!corpus) return tell('  the import is not measured: CORPUS_DIR is not set')
  const { db, sql } = await places.database('imported')
  const ctx = makeCtx({ db, actor: system('bench'), now: new Date(), requestId: 'bench' })
  const report = await importStackExchange(ctx, { folder: join(corpus, 'stackexchange-beer') })
  const [found] = await sql<{ posts: number }[]>`select count(*)::int as posts from posts`
  const note = `${found?.posts} posts with votes and history in ${report.seconds.toFixed(1)} s`
  figures.add({
    name: 'import of a Stack Exchange site',
    value: (found?.posts ?? 0) / report.seconds,
    unit: 'posts/s',
    note,
  })
}
