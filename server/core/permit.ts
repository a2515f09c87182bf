import { Forbidden } from './errors.ts'

/** Lets pass or refuses with the sentence that says why. */
export function permit(allowed: boolean, key?: string): asserts allowed is true {
  if (!allowed) throw new Forbidden(key)
}
