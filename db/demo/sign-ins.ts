import { type Handle } from './members.ts'
import { emailOf, password } from './people.ts'

const cast: [Handle, string][] = [
  ['ada', 'admin: settings, customers, policies'],
  ['mo', 'moderator: hides, closes, moves'],
  ['eli', 'engineer: the console with its clocks'],
  ['pia', 'product: reads what customers cannot do yet'],
  ['bo', 'regular: answers over breakfast'],
  ['nia', 'new: asks'],
  ['cal', 'customer with a Gold contract, whose question is about to escalate'],
]

/** One line for each role, with the password of everybody. */
export const signIns = (): string[] => [
  `Sign in with any of these, or any other member of the community; the password is always ${password}`,
  ...cast.map(([handle, role]) => `  ${handle.padEnd(5)} ${emailOf(handle).padEnd(30)} ${role}`),
]
