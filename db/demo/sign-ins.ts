import { say } from '#server/core/words.ts'
import type { Handle } from './members.ts'
import { emailOf, password } from './people.ts'

const cast: [Handle, string][] = [
  ['ada', 'admin: settings, customers, policies'],
  ['mo', 'moderator: hides, closes, moves'],
  ['eli', 'engineer: the console with its clocks'],
  ['pia', 'product: hears what customers cannot do yet'],
  ['grace', 'moderates the boards of one line, and is no employee'],
  ['bo', 'regular: answers over breakfast'],
  ['nia', 'new: asks'],
  ['cal', 'customer with a Gold contract, whose question is about to escalate'],
]

/** The password of everybody, and one line for each role. */
export const signIns = (): string[] => [
  say('en', 'demo.signIns', { password }),
  ...cast.map(([handle, role]) => `  ${handle.padEnd(5)} ${emailOf(handle).padEnd(32)} ${role}`),
]
