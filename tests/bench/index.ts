import '#server/resolving.ts'

// only what is imported from here on finds its modules the quick way
const { makeFigures, tell } = await import('./figures.ts')
const { openPlaces } = await import('./places.ts')
const { measurePages } = await import('./pages.ts')
const { measureWeights } = await import('./weights.ts')
const { measureGrowth } = await import('./growth.ts')
const { measureClocks } = await import('./clocks.ts')
const { measureImport } = await import('./importing.ts')
const { measureStanding } = await import('./standing.ts')
const { measureEffects } = await import('./effects.ts')
const { measureStart } = await import('./starting.ts')
const { measureAttacks } = await import('./attacks.ts')
const { measureDeciding } = await import('./deciding.ts')
const { runHistories } = await import('./histories.ts')

const [named, quick] = [
  process.argv.slice(2).filter((word) => !word.startsWith('-')),
  process.argv.includes('--quick'),
]
const rounds = quick ? 1 : 3

/** `npm run bench`: figures beside a plain server in the same run, so that they carry over between machines. */
const figures = makeFigures()
const places = await openPlaces()
const parts: Record<string, () => Promise<unknown>> = {
  pages: () => measurePages(places, figures, { rounds }),
  weights: () => measureWeights(places, figures),
  growth: () => measureGrowth(places, figures, { many: quick ? 50_000 : 500_000, pairs: quick ? 15 : 41 }),
  clocks: () => measureClocks(places, figures, { many: quick ? 100_000 : 1_000_000, rounds: 60 }),
  import: () => measureImport(places, figures),
  standing: () =>
    measureStanding(
      places,
      figures,
      quick ? { members: 2_000, posts: 20_000 } : { members: 20_000, posts: 500_000 },
    ),
  effects: () => measureEffects(places, figures),
  start: () => measureStart(figures, { rounds }),
  deciding: () => measureDeciding(places, figures),
  attacks: () => measureAttacks(places, figures),
  histories: () => runHistories(figures, { runs: quick ? 15 : 45 }),
}
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (named.length > 0 && !named.includes(name)) continue
    const began = performance.now()
    tell(`${name} …`)
    // a part that breaks is told and the others are measured all the same
    await measure().catch((error: unknown) =>
      tell(`${name} broke: ${error instanceof Error ? error.stack : String(error)}`),
    )
    tell(`  (${((performance.now() - began) / 1000).toFixed(0)} s)`)
  }
} finally {
  await places.close()
}
figures.print()
process.exit(0)
