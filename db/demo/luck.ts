import { createHash } from 'node:crypto'

/** A number from 0 to 1 that follows from a text: every load draws the same. */
export const luck = (text: string) => createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32
