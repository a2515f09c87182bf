/** What the ledger of reputation asks the settings for (REP-02): points by reason, and the two limits. */
export const pointKeys = [
  'answerUp',
  'questionUp',
  'ideaUp',
  'otherUp',
  'postDown',
  'voterDown',
  'accepted',
  'accepting',
  'answerPosted',
  'edit',
  'abuse',
  'editsInAll',
  'dailyCap',
] as const
export type PointKey = (typeof pointKeys)[number]
export type Points = Readonly<Record<PointKey, number>>

export const pointPresetNames = ['throughline', 'stackexchange', 'scoold'] as const
type PointPreset = (typeof pointPresetNames)[number]

/** Reference-numbers.md 3.1: an idea counts as a question does, and any other topic or reply like Scoold's "other". */
const throughline: Points = {
  answerUp: 10,
  questionUp: 5,
  ideaUp: 5,
  otherUp: 2,
  postDown: -2,
  voterDown: -1,
  accepted: 15,
  accepting: 2,
  answerPosted: 0,
  edit: 2,
  abuse: -100,
  editsInAll: 1000,
  dailyCap: 200,
}

/** Ours, Stack Exchange since November 2019, and Scoold, which pays for answering too and knows no limit. */
const presets: Readonly<Record<PointPreset, Points>> = {
  throughline,
  stackexchange: { ...throughline, questionUp: 10, ideaUp: 10, otherUp: 0 },
  scoold: { ...throughline, postDown: -3, accepting: 3, answerPosted: 5, edit: 0, abuse: 0, dailyCap: 0 },
}

type Chosen = { readonly pointPreset: PointPreset; readonly points: Readonly<Partial<Points>> }

/** What to keep of wished points: the values that differ from the preset, so that the others follow it. */
export const ownPoints = (preset: PointPreset, wished: Readonly<Partial<Points>>): Partial<Points> =>
  Object.fromEntries(
    pointKeys.flatMap((key) => {
      const value = wished[key]
      return value === undefined || value === presets[preset][key] ? [] : [[key, value]]
    }),
  )

/** The points that hold here: the preset, each value changeable alone. A `dailyCap` of 0 is no limit. */
export const pointsOf = (settings: Chosen): Points => ({
  ...presets[settings.pointPreset],
  ...settings.points,
})
