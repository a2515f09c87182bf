import type { LineColour } from './board-sign.tsx'

const colours: readonly LineColour[] = ['petrol', 'solved', 'idea', 'escal', 'danger']

/** Boards keep their line colour by their place, so that a board looks the same on every page. */
export const lineOf = (place: number): LineColour => colours[place % colours.length] ?? 'petrol'
