import { z } from 'zod'
import { type Ability, abilities, able, isAdmin, isMember } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { NotFound } from '#server/core/errors.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import {
  changeSettings,
  ownThresholds,
  type Points,
  pointsOf,
  presetNames,
  settingsOf,
  settingsRegistry,
  thresholdsOf,
} from '#server/settings/index.ts'
import { membersCrossing } from './views/crossing.ts'

/** Abilities that nothing here asks for yet: their threshold can be set, and holds once there is something to do. */
const awaited: ReadonlySet<Ability> = new Set([
  'message',
  'proposeDuplicate',
  'offerBounty',
  'review',
  'writeArticle',
  'approveTagText',
  'protect',
  'seeFigures',
])

export type AbilityShown = {
  key: Ability
  threshold: number
  /** The reader's reputation; null for whoever is no member. */
  own: number | null
  /** Whether the reader has it, by reputation or by a role. */
  open: boolean
  awaited: boolean
}

/** Every ability with its threshold here, and how far the reader is (REP-05); public. */
export async function abilityList(ctx: Ctx): Promise<AbilityShown[]> {
  const { actor } = ctx
  const thresholds = thresholdsOf(await settingsOf(ctx))
  return abilities.map((key) => ({
    key,
    threshold: thresholds[key],
    own: isMember(actor) ? actor.reputation : null,
    open: able(actor, key),
    awaited: awaited.has(key),
  }))
}

/** One ability, with the points by which it is earned and lost. */
export async function abilityPage(
  ctx: Ctx,
  { key }: { key: string },
): Promise<AbilityShown & { points: Points }> {
  const found = (await abilityList(ctx)).find((ability) => ability.key === key)
  if (!found) throw new NotFound('ability')
  return { ...found, points: pointsOf(await settingsOf(ctx)) }
}

const threshold = z.coerce
  .number('settings.number')
  .int('settings.number')
  .min(1, 'reputation.threshold.least')
  .max(1_000_000, 'reputation.threshold.most')

/** A preset, and lines that should differ from it; a line left out follows the preset. */
export const abilityChoice = z.object({
  preset: z.enum(presetNames),
  thresholds: z.partialRecord(z.enum(abilities), threshold).default({}),
})

export type AbilityChoice = z.input<typeof abilityChoice>
export type Crossing = { key: Ability; from: number; to: number; gain: number; lose: number }

/** What a choice would do: of each ability, how many members would gain or lose it (REP-04). Whoever has it by a role keeps it. */
export async function previewAbilities(ctx: Ctx, input: AbilityChoice): Promise<Crossing[]> {
  permit(isAdmin(ctx.actor))
  const chosen = parse(abilityChoice, input)
  const now = thresholdsOf(await settingsOf(ctx))
  const then = thresholdsOf(stored(chosen))
  return membersCrossing(
    ctx,
    abilities.map((key) => ({ key, from: now[key], to: then[key] })),
  )
}

/** Sets all thresholds by a preset, and those named alone. */
export async function chooseAbilities(ctx: Ctx, input: AbilityChoice): Promise<void> {
  await changeSettings(ctx, stored(parse(abilityChoice, input)))
}

const stored = ({ preset, thresholds }: z.output<typeof abilityChoice>) => ({
  abilityPreset: preset,
  abilityThresholds: ownThresholds(preset, thresholds),
})

/** The thresholds as an admin edits them, and which presets there are. */
export async function abilityDesk(ctx: Ctx) {
  permit(isAdmin(ctx.actor))
  const settings = await settingsOf(ctx)
  return {
    preset: settings.abilityPreset,
    lines: Object.entries(thresholdsOf(settings)).map(([key, threshold]) => ({
      key: key as Ability,
      threshold,
    })),
    presets: settingsRegistry.abilityPreset.schema.options,
  }
}
