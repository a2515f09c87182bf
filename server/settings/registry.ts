import { z } from 'zod'
import { abilities } from '#server/core/actor.ts'
import { presetNames } from './abilities.ts'
import { pointKeys, pointPresetNames } from './points.ts'

const count = (maximum: number) =>
  z.coerce.number('settings.number').int('settings.number').min(0).max(maximum)

const points = z.coerce.number('settings.number').int('settings.number').min(-10_000).max(10_000)
/** A weight of flags; 0 switches the effect off. */
const weight = z.coerce.number('settings.weight').min(0, 'settings.weight').max(1000, 'settings.weight')

/** Keys of clauses, as a list or as people type them into one field. */
const clauseKeys = z
  .union([z.array(z.string()), z.string().transform((text) => text.split(/[,\s]+/))])
  .transform((keys) => [...new Set(keys.map((key) => key.trim()).filter((key) => key !== ''))])
  .pipe(z.array(z.string().max(40)).max(50))

const isTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

/** One setting: what it may hold, what holds without a row, and the keys of its name and of what explains it. */
const setting = <Schema extends z.ZodType>(
  schema: Schema,
  fallback: z.output<Schema>,
  words: { label: string; help: string },
) => ({ schema, fallback, ...words })

/** Everything an admin may change, on one page. */
export const registry = {
  siteName: setting(z.string().trim().min(1, 'settings.siteName.short').max(60), 'Throughline', {
    label: 'settings.siteName.label',
    help: 'settings.siteName.help',
  }),
  companyName: setting(z.string().trim().max(80), '', {
    label: 'settings.companyName.label',
    help: 'settings.companyName.help',
  }),
  siteTimeZone: setting(z.string().refine(isTimeZone, 'settings.siteTimeZone.unknown'), 'UTC', {
    label: 'settings.siteTimeZone.label',
    help: 'settings.siteTimeZone.help',
  }),
  registration: setting(z.enum(['open', 'closed']), 'open', {
    label: 'settings.registration.label',
    help: 'settings.registration.help',
  }),
  abilityPreset: setting(z.enum(presetNames), 'new', {
    label: 'settings.abilityPreset.label',
    help: 'settings.abilityPreset.help',
  }),
  abilityThresholds: setting(
    z.partialRecord(z.enum(abilities), count(1_000_000)),
    {},
    { label: 'settings.abilityThresholds.label', help: 'settings.abilityThresholds.help' },
  ),
  pointPreset: setting(z.enum(pointPresetNames), 'throughline', {
    label: 'settings.pointPreset.label',
    help: 'settings.pointPreset.help',
  }),
  points: setting(
    z.partialRecord(z.enum(pointKeys), points),
    {},
    { label: 'settings.points.label', help: 'settings.points.help' },
  ),
  abuseClauses: setting(clauseKeys, ['no-bullying', 'no-hate', 'no-spam'], {
    label: 'settings.abuseClauses.label',
    help: 'settings.abuseClauses.help',
  }),
  countsAfterHours: setting(count(720), 48, {
    label: 'settings.countsAfterHours.label',
    help: 'settings.countsAfterHours.help',
  }),
  countsAfterVotes: setting(count(1000).pipe(z.number().min(1)), 10, {
    label: 'settings.countsAfterVotes.label',
    help: 'settings.countsAfterVotes.help',
  }),
  upVotesPerDay: setting(count(1000), 20, {
    label: 'settings.upVotesPerDay.label',
    help: 'settings.upVotesPerDay.help',
  }),
  irregularVotes: setting(z.enum(['reverse', 'list', 'off']), 'reverse', {
    label: 'settings.irregularVotes.label',
    help: 'settings.irregularVotes.help',
  }),
  serialVotes: setting(count(100).pipe(z.number().min(3)), 5, {
    label: 'settings.serialVotes.label',
    help: 'settings.serialVotes.help',
  }),
  downVotesPerDay: setting(count(1000), 10, {
    label: 'settings.downVotesPerDay.label',
    help: 'settings.downVotesPerDay.help',
  }),
  firstPostsHeld: setting(count(50), 1, {
    label: 'settings.firstPostsHeld.label',
    help: 'settings.firstPostsHeld.help',
  }),
  firstPostHours: setting(count(168).pipe(z.number().min(1)), 2, {
    label: 'settings.firstPostHours.label',
    help: 'settings.firstPostHours.help',
  }),
  flagsPerDay: setting(count(1000), 20, {
    label: 'settings.flagsPerDay.label',
    help: 'settings.flagsPerDay.help',
  }),
  neverHiding: setting(clauseKeys, ['lawful'], {
    label: 'settings.neverHiding.label',
    help: 'settings.neverHiding.help',
  }),
  hideScore: setting(weight, 8.33, {
    label: 'settings.hideScore.label',
    help: 'settings.hideScore.help',
  }),
  hideScoreByBoard: setting(
    z.record(z.guid(), weight),
    {},
    { label: 'settings.hideScoreByBoard.label', help: 'settings.hideScoreByBoard.help' },
  ),
  flagBonuses: setting(
    z.record(z.string().max(40), weight),
    {},
    { label: 'settings.flagBonuses.label', help: 'settings.flagBonuses.help' },
  ),
  queueMinimum: setting(z.enum(['low', 'medium', 'high']), 'low', {
    label: 'settings.queueMinimum.label',
    help: 'settings.queueMinimum.help',
  }),
  newMemberLinks: setting(count(100), 2, {
    label: 'settings.newMemberLinks.label',
    help: 'settings.newMemberLinks.help',
  }),
  newMemberImages: setting(count(100), 1, {
    label: 'settings.newMemberImages.label',
    help: 'settings.newMemberImages.help',
  }),
  newMemberMentions: setting(count(100), 2, {
    label: 'settings.newMemberMentions.label',
    help: 'settings.newMemberMentions.help',
  }),
  firstDayTopics: setting(count(1000), 3, {
    label: 'settings.firstDayTopics.label',
    help: 'settings.firstDayTopics.help',
  }),
  firstDayReplies: setting(count(1000), 10, {
    label: 'settings.firstDayReplies.label',
    help: 'settings.firstDayReplies.help',
  }),
  strikeDays: setting(count(3650).pipe(z.number().min(1)), 180, {
    label: 'settings.strikeDays.label',
    help: 'settings.strikeDays.help',
  }),
  postGapSeconds: setting(count(3600), 10, {
    label: 'settings.postGapSeconds.label',
    help: 'settings.postGapSeconds.help',
  }),
  firstPostSeconds: setting(count(60), 3, {
    label: 'settings.firstPostSeconds.label',
    help: 'settings.firstPostSeconds.help',
  }),
  spamPercent: setting(count(100).pipe(z.number().min(50)), 90, {
    label: 'settings.spamPercent.label',
    help: 'settings.spamPercent.help',
  }),
  spamLessonsNeeded: setting(count(10_000).pipe(z.number().min(1)), 20, {
    label: 'settings.spamLessonsNeeded.label',
    help: 'settings.spamLessonsNeeded.help',
  }),
  spamClauses: setting(clauseKeys, ['no-spam'], {
    label: 'settings.spamClauses.label',
    help: 'settings.spamClauses.help',
  }),
  absentAfterDays: setting(count(365).pipe(z.number().min(1)), 7, {
    label: 'settings.absentAfterDays.label',
    help: 'settings.absentAfterDays.help',
  }),
  inviteAfterHours: setting(count(8760), 24, {
    label: 'settings.inviteAfterHours.label',
    help: 'settings.inviteAfterHours.help',
  }),
  invitesPerDay: setting(count(100), 9, {
    label: 'settings.invitesPerDay.label',
    help: 'settings.invitesPerDay.help',
  }),
  acceptedLimit: setting(count(20).pipe(z.number().min(1)), 2, {
    label: 'settings.acceptedLimit.label',
    help: 'settings.acceptedLimit.help',
  }),
  answersPerPage: setting(count(100).pipe(z.number().min(5)), 30, {
    label: 'settings.answersPerPage.label',
    help: 'settings.answersPerPage.help',
  }),
  crmEventSecret: setting(
    z
      .string()
      .trim()
      .regex(/^(?:whsec_[A-Za-z0-9+/]{32,}={0,2})?$/, 'settings.crmEventSecret.form'),
    '',
    { label: 'settings.crmEventSecret.label', help: 'settings.crmEventSecret.help' },
  ),
  quietEditMinutes: setting(count(1440), 5, {
    label: 'settings.quietEditMinutes.label',
    help: 'settings.quietEditMinutes.help',
  }),
} as const

type Registry = typeof registry
export type SettingKey = keyof Registry
export type Settings = { readonly [Key in SettingKey]: z.output<Registry[Key]['schema']> }

export const settingKeys = Object.keys(registry) as SettingKey[]

/** Settings that show what they would do before they are saved, on pages of their own. */
const settingsWithPages = new Set<SettingKey>([
  'abilityPreset',
  'abilityThresholds',
  'points',
  'pointPreset',
  'hideScoreByBoard',
  'flagBonuses',
])

/** What a form over the other settings needs, in the order of the page. */
export const settingFields = settingKeys
  .filter((key) => !settingsWithPages.has(key))
  .map((key) => {
    const { schema, label, help } = registry[key]
    const choices: readonly string[] | null = schema instanceof z.ZodEnum ? schema.options : null
    return { key, label, help, choices }
  })
