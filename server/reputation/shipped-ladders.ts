import type { KeptScore, KeptStep, LadderKey } from '#db/schema/standing.ts'

/** Who has nothing upheld against them in so many days. */
const clean = (days: 30 | 60 | 90 | 180) => `flags${days} == 0`

type Need = {
  tenure: number
  active: number
  score: number
  SOL?: number
  rate?: number
  people?: number
  flags: 30 | 60 | 90 | 180
  further: readonly string[]
}

/** From Senior on, volume makes up at most half of the score that is counted. */
function formulaOf({ tenure, active, score, SOL, rate, people, flags, further }: Need): string {
  return [
    `tenure >= ${tenure}`,
    `active >= ${active}`,
    `${SOL === undefined ? 'score' : 'counted'} >= ${score}`,
    ...(SOL === undefined ? [] : [`SOL >= ${SOL}`]),
    ...(rate === undefined ? [] : [`rate >= ${rate}%`]),
    ...(people === undefined ? [] : [`people >= ${people}`]),
    clean(flags),
    ...further,
  ].join(' && ')
}

const step = (name: string, need: Need | string): KeptStep => ({
  key: name.toLowerCase().replaceAll(' ', '-'),
  name,
  formula: typeof need === 'string' ? need : formulaOf(need),
})

const either = (least: number) => [`(FG >= ${least} || RV >= ${least})`]

/** The ladder of twelve steps after a university (reference-numbers 2.2), line for line as its table has it. */
const contributors: KeptStep[] = [
  step('Freshman', 'verified >= 1'),
  step('Sophomore', { tenure: 3, active: 2, score: 10, flags: 30, further: ['read >= 5'] }),
  step('Junior', { tenure: 14, active: 7, score: 50, flags: 30, further: ['read >= 20', 'HV + GQ >= 1'] }),
  step('Senior', {
    ...{ tenure: 30, active: 12, score: 150, SOL: 1, people: 1, flags: 60 },
    further: ['HV >= 5'],
  }),
  step('Graduate', {
    ...{ tenure: 60, active: 20, score: 400, SOL: 5, rate: 10, people: 4, flags: 60 },
    further: ['HV >= 20'],
  }),
  step('Teaching Assistant', {
    ...{ tenure: 90, active: 30, score: 900, SOL: 12, rate: 15, people: 8, flags: 90 },
    further: either(5),
  }),
  step('Lecturer', {
    ...{ tenure: 120, active: 40, score: 1800, SOL: 20, rate: 18, people: 14, flags: 90 },
    further: either(10),
  }),
  step('Assistant Professor', {
    ...{ tenure: 150, active: 50, score: 3000, SOL: 32, rate: 20, people: 22, flags: 90 },
    further: ['RV >= 15'],
  }),
  step('Associate Professor', {
    ...{ tenure: 165, active: 55, score: 4000, SOL: 40, rate: 22, people: 28, flags: 90 },
    further: ['RV >= 20'],
  }),
  step('Professor', {
    ...{ tenure: 180, active: 60, score: 5000, SOL: 50, rate: 25, people: 35, flags: 90 },
    further: ['RV >= 25'],
  }),
  step('Dean', {
    ...{ tenure: 365, active: 120, score: 12_000, SOL: 120, rate: 25, people: 80, flags: 180 },
    further: ['RV >= 75', 'AR >= 3'],
  }),
  step('Provost', {
    ...{ tenure: 730, active: 240, score: 30_000, SOL: 300, rate: 25, people: 200, flags: 180 },
    further: ['RV >= 200', 'AR >= 10'],
  }),
]

/** The ladder of those who read (reference-numbers 2.3), with what they saved beside it (REP-11). */
const readers: KeptStep[] = [
  step('Visitor', 'active >= 1 && read >= 1'),
  step('Reader', 'active >= 5 && read >= 20'),
  step('Regular', 'active >= 20 && read >= 100 && saves >= 1 && used >= 1'),
  step('Bibliophile', 'active >= 60 && read >= 400 && saves >= 5 && used >= 3'),
  step('Librarian', 'active >= 150 && read >= 1500 && saves >= 20 && used >= 10 && outdated >= 5'),
]

/** 15 SOL + 5 WM + 4 HV + 10 AR + 5 IP + 2 RV + 2 FG + 2 GQ + PO + active (reference-numbers 2.1). */
const score: KeptScore = {
  quality: { SOL: 15, WM: 5, HV: 4, AR: 10, IP: 5, RV: 2, FG: 2, GQ: 2 },
  volume: { PO: 1, active: 1 },
}

/** The ladders as they are shipped: version 1, until an admin activates another. */
export const shippedLadders: Readonly<Record<LadderKey, { steps: KeptStep[]; score: KeptScore }>> = {
  contributors: { steps: contributors, score },
  readers: { steps: readers, score },
}
