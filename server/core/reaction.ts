import type { Ctx } from './ctx.ts'
import type { FactType, StoredFact } from './events.ts'

/**
 * What follows a fact. `name` is its queue and is written out, `room.whatItDoes`: renaming one leaves jobs behind.
 * Delivery is at least once, so running it twice must leave the same world as running it once.
 */
export type Reaction<Type extends FactType> = {
  name: string
  onImport: boolean
  run(ctx: Ctx, fact: StoredFact<Type>): Promise<void>
}

/** A reaction that stays silent on imported facts. */
export const reaction = <Type extends FactType>(
  name: string,
  run: (ctx: Ctx, fact: StoredFact<Type>) => Promise<void>,
): Reaction<Type> => ({ name, onImport: false, run })

/** A reaction that also follows imported facts: search and reputation, never a clock, notice or mail. */
export const reactionAlsoOnImport = <Type extends FactType>(
  name: string,
  run: (ctx: Ctx, fact: StoredFact<Type>) => Promise<void>,
): Reaction<Type> => ({ name, onImport: true, run })
