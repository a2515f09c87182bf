import { type Actor, isMember, type Restriction } from './actor.ts'
import { Forbidden } from './errors.ts'
import { statement } from './paths.ts'
import { sayMoment } from './words.ts'

/** The refusal of a sanctioned member: until when, under which clause, and the page that explains it and takes an appeal. */
export const restricted = (key: string, { kind, until, clause, statementId }: Restriction, actor: Actor) =>
  new Forbidden(key, {
    type: kind === 'suspension' ? 'suspended' : 'restricted',
    until: sayMoment(isMember(actor) ? actor : { locale: 'en', timeZone: null }, until),
    clause,
    statement: statement(statementId),
  })
