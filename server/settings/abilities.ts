import { type Ability, abilities } from '#server/core/actor.ts'

export const presetNames = ['new', 'growing', 'established'] as const
export type Preset = (typeof presetNames)[number]

/** Reputation each ability asks for (reference-numbers.md 3.3), for a new, a growing and an established community. */
const presets: Readonly<Record<Ability, Readonly<Record<Preset, number>>>> = {
  participate: { new: 1, growing: 1, established: 1 },
  flag: { new: 1, growing: 1, established: 1 },
  comment: { new: 1, growing: 10, established: 50 },
  voteUp: { new: 1, growing: 15, established: 15 },
  manyLinks: { new: 1, growing: 10, established: 10 },
  message: { new: 1, growing: 10, established: 15 },
  proposeDuplicate: { new: 1, growing: 15, established: 50 },
  offerBounty: { new: 75, growing: 75, established: 75 },
  voteDown: { new: 1, growing: 125, established: 125 },
  createTag: { new: 1, growing: 150, established: 300 },
  invite: { new: 1, growing: 100, established: 500 },
  review: { new: 350, growing: 350, established: 500 },
  writeArticle: { new: 100, growing: 500, established: 1000 },
  seeVoteSplit: { new: 100, growing: 750, established: 1000 },
  editFreely: { new: 500, growing: 1000, established: 2000 },
  tagSynonyms: { new: 1250, growing: 1250, established: 2500 },
  close: { new: 15, growing: 500, established: 3000 },
  approveTagText: { new: 750, growing: 1500, established: 5000 },
  approveNotes: { new: 1000, growing: 2000, established: 10_000 },
  protect: { new: 1750, growing: 3500, established: 15_000 },
  seeFigures: { new: 2500, growing: 5000, established: 25_000 },
}

type Chosen = {
  readonly abilityPreset: Preset
  readonly abilityThresholds: Readonly<Partial<Record<Ability, number>>>
}

/** The reputation an ability asks for here: the preset, each line changeable alone. */
export const thresholdOf = (settings: Chosen, ability: Ability): number =>
  settings.abilityThresholds[ability] ?? presets[ability][settings.abilityPreset]

/** Every threshold as it holds. */
export const thresholdsOf = (settings: Chosen): Record<Ability, number> =>
  Object.fromEntries(abilities.map((ability) => [ability, thresholdOf(settings, ability)])) as Record<
    Ability,
    number
  >

/** What to keep of wished thresholds: the lines that differ from the preset, so that the others follow it. */
export const ownThresholds = (
  preset: Preset,
  wished: Readonly<Partial<Record<Ability, number>>>,
): Partial<Record<Ability, number>> =>
  Object.fromEntries(
    abilities.flatMap((ability) => {
      const threshold = wished[ability]
      return threshold === undefined || threshold === presets[ability][preset] ? [] : [[ability, threshold]]
    }),
  )

/** What a reputation opens. */
export const abilitiesAt = (settings: Chosen, reputation: number): ReadonlySet<Ability> =>
  new Set(abilities.filter((ability) => reputation >= thresholdOf(settings, ability)))

/** The least reputation of bands 1 to 4 (reference-numbers.md 3.3); below the first line is band 0. */
const bands: Readonly<Record<Preset, readonly number[]>> = {
  new: [5, 50, 350, 1000],
  growing: [10, 125, 1000, 2000],
  established: [15, 250, 2000, 10_000],
}

/** The reputation band, 0 to 4: how much a member's word weighs where trust counts. */
export const bandAt = (settings: Pick<Chosen, 'abilityPreset'>, reputation: number): number =>
  bands[settings.abilityPreset].filter((least) => reputation >= least).length
