import { z } from 'zod'
import { abilities } from '#server/core/actor.ts'
import { presetNames } from './abilities.ts'

const count = (maximum: number) =>
  z.coerce.number('settings.number').int('settings.number').min(0).max(maximum)

const isTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

/** One setting: what it may hold, what holds without a row, and the key of the sentence that explains it. */
const setting = <Schema extends z.ZodType>(schema: Schema, fallback: z.output<Schema>, help: string) => ({
  schema,
  fallback,
  help,
})

/** Everything an admin may change, on one page. */
export const registry = {
  siteName: setting(
    z.string().trim().min(1, 'settings.siteName.short').max(60),
    'Throughline',
    'settings.siteName.help',
  ),
  siteTimeZone: setting(
    z.string().refine(isTimeZone, 'settings.siteTimeZone.unknown'),
    'UTC',
    'settings.siteTimeZone.help',
  ),
  registration: setting(z.enum(['open', 'closed']), 'open', 'settings.registration.help'),
  abilityPreset: setting(z.enum(presetNames), 'new', 'settings.abilityPreset.help'),
  abilityThresholds: setting(
    z.partialRecord(z.enum(abilities), count(1_000_000)),
    {},
    'settings.abilityThresholds.help',
  ),
  upVotesPerDay: setting(count(1000), 20, 'settings.upVotesPerDay.help'),
  downVotesPerDay: setting(count(1000), 10, 'settings.downVotesPerDay.help'),
  firstPostsHeld: setting(count(50), 0, 'settings.firstPostsHeld.help'),
  newMemberLinks: setting(count(100), 2, 'settings.newMemberLinks.help'),
  newMemberImages: setting(count(100), 1, 'settings.newMemberImages.help'),
  newMemberMentions: setting(count(100), 2, 'settings.newMemberMentions.help'),
  firstDayTopics: setting(count(1000), 3, 'settings.firstDayTopics.help'),
  firstDayReplies: setting(count(1000), 10, 'settings.firstDayReplies.help'),
  absentAfterDays: setting(count(365).pipe(z.number().min(1)), 7, 'settings.absentAfterDays.help'),
  acceptedLimit: setting(count(20).pipe(z.number().min(1)), 2, 'settings.acceptedLimit.help'),
  answersPerPage: setting(count(100).pipe(z.number().min(5)), 30, 'settings.answersPerPage.help'),
  quietEditMinutes: setting(count(1440), 5, 'settings.quietEditMinutes.help'),
} as const

type Registry = typeof registry
export type SettingKey = keyof Registry
export type Settings = { readonly [Key in SettingKey]: z.output<Registry[Key]['schema']> }

export const settingKeys = Object.keys(registry) as SettingKey[]
