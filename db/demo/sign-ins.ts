import { say } from '#server/core/words.ts'
import type { Handle } from './members.ts'
import { newcomers, newEmailOf, type NewHandle } from './newcomers.ts'
import { emailOf, password } from './people.ts'

const cast: [Handle | NewHandle, string][] = [
  ['ada', 'admin: settings, customers, policies'],
  ['mo', 'moderator: hides, closes, moves'],
  ['eli', 'engineer: the console with its clocks'],
  ['pia', 'product: hears what customers cannot do yet'],
  ['grace', 'moderates the boards of one line, and is no employee'],
  ['bo', 'regular: answers over breakfast'],
  ['nia', 'new: asks'],
  ['petra', 'newcomer whose first post waits for a moderator'],
  ['cal', 'customer with a Gold contract, whose question is about to escalate'],
]

const isNew = (handle: Handle | NewHandle): handle is NewHandle =>
  newcomers.some((newcomer) => newcomer.handle === handle)
const addressOf = (handle: Handle | NewHandle) => (isNew(handle) ? newEmailOf(handle) : emailOf(handle))

/** The password of everybody, and one line for each role. */
export const signIns = (): string[] => [
  say('en', 'demo.signIns', { password }),
  ...cast.map(([handle, role]) => `  ${handle.padEnd(5)} ${addressOf(handle).padEnd(32)} ${role}`),
]
