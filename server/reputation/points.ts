import { z } from 'zod'
import { isAdmin } from '#server/core/actor.ts'
import type { Ctx } from '#server/core/ctx.ts'
import { parse } from '#server/core/parse.ts'
import { permit } from '#server/core/permit.ts'
import {
  changeSettings,
  ownPoints,
  type PointKey,
  pointKeys,
  pointPresetNames,
  pointsOf,
  settingsOf,
} from '#server/settings/index.ts'
import { rulesOf } from './rules.ts'
import { pointsMoved } from './views/points-moved.ts'

const limits: readonly PointKey[] = ['editsInAll', 'dailyCap']
const value = z.coerce.number('settings.number').int('settings.number').min(-10_000).max(10_000)

/** A preset, and values that should differ from it; a value left out follows the preset. A limit of 0 a day is none. */
export const pointChoice = z.object({
  preset: z.enum(pointPresetNames),
  points: z
    .partialRecord(z.enum(pointKeys), value)
    .default({})
    .refine((points) => limits.every((limit) => (points[limit] ?? 0) >= 0), 'reputation.points.limit'),
})
export type PointChoice = z.input<typeof pointChoice>

/** What points are worth here, and what a choice would do to those with the most reputation (REP-02). */
export async function pointDesk(ctx: Ctx) {
  permit(isAdmin(ctx.actor))
  const settings = await settingsOf(ctx)
  const points = pointsOf(settings)
  return {
    preset: settings.pointPreset,
    presets: pointPresetNames,
    lines: pointKeys.map((key) => ({ key, value: points[key] })),
  }
}

/** Worked out by the new values over the whole history of the members who have most, before anything is saved. */
export async function previewPoints(ctx: Ctx, input: PointChoice) {
  permit(isAdmin(ctx.actor))
  const chosen = parse(pointChoice, input)
  const rules = { ...(await rulesOf(ctx)), points: pointsOf(stored(chosen)) }
  return pointsMoved(ctx, rules)
}

/** Sets all points by a preset, and those named alone; every ledger is then worked out anew. */
export async function choosePoints(ctx: Ctx, input: PointChoice): Promise<void> {
  await changeSettings(ctx, stored(parse(pointChoice, input)))
}

const stored = ({ preset, points }: z.output<typeof pointChoice>) => ({
  pointPreset: preset,
  points: ownPoints(preset, points),
})
