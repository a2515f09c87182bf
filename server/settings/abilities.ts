import { type Ability, abilities } from '#server/core/actor.ts'

export const presetNames = ['new', 'growing', 'established'] as const
export type Preset = (typeof presetNames)[number]

/** Reputation each ability asks for (reference-numbers.md 3.3), for a new, a growing and an established community. */
const presets: Readonly<Record<Ability, Readonly<Record<Preset, number>>>> = {
  comment: { new: 1, growing: 10, established: 50 },
  voteUp: { new: 1, growing: 15, established: 15 },
  voteDown: { new: 1, growing: 125, established: 125 },
  flag: { new: 1, growing: 1, established: 1 },
  manyLinks: { new: 1, growing: 10, established: 10 },
  createTag: { new: 1, growing: 150, established: 300 },
  editFreely: { new: 500, growing: 1000, established: 2000 },
  close: { new: 15, growing: 500, established: 3000 },
  tagSynonyms: { new: 1250, growing: 1250, established: 2500 },
  seeVoteSplit: { new: 100, growing: 750, established: 1000 },
}

type Chosen = {
  readonly abilityPreset: Preset
  readonly abilityThresholds: Readonly<Partial<Record<Ability, number>>>
}

/** The reputation an ability asks for here: the preset, each line changeable alone. */
export const thresholdOf = (settings: Chosen, ability: Ability): number =>
  settings.abilityThresholds[ability] ?? presets[ability][settings.abilityPreset]

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
