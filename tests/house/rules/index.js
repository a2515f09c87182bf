import { changeTells } from './change-tells.js'
import { comments } from './comments.js'
import { names } from './names.js'
import { ownTables } from './own-tables.js'
import { sentences } from './sentences.js'
import { vocabulary, vocabularyRule } from './vocabulary.js'

const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/**
 * Every rule of the house by its name, with lines it lets pass and lines it stops: `[place, code]`.
 * @type {Record<string, { rule: object, good: string[][], bad: string[][] }>}
 */
export const houseRules = {
  ...Object.fromEntries(
    Object.entries(vocabulary).map(([name, entry]) => [
      kebab(name),
      { rule: vocabularyRule(entry), good: entry.good, bad: entry.bad },
    ]),
  ),
  'change-tells': changeTells,
  comments,
  names,
  'own-tables': ownTables,
  sentences,
}

export const house = {
  rules: Object.fromEntries(Object.entries(houseRules).map(([name, { rule }]) => [name, rule])),
}
