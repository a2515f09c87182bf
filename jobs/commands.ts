import type { Ctx } from '#server/core/ctx.ts'
import { invitationLetter } from '#server/crm/index.ts'
import { type Carrier, deliverLetter } from '#server/mail/index.ts'
import { alertStands, statementForLetter } from '#server/moderation/index.ts'
import { deliverPush, type PushCarrier } from '#server/notifications/index.ts'

/** What is alive in a worker and not in a ctx. `carrier` is null where no mail server is set. */
export type Tools = { carrier: Carrier | null; push: PushCarrier }

/** Carries out a command that a room enqueued. Delivery is at least once, as with reactions. */
export type Command = {
  queue: string
  /** Attempts after the first, with pauses that double from `pauseSeconds` up to an hour. */
  retries: number
  pauseSeconds: number
  run(ctx: Ctx, payload: unknown, tools: Tools): Promise<unknown>
}

/** Every command that rooms enqueue, on one page. */
export const commands: readonly Command[] = [
  {
    // about a day: a mail server that is down overnight loses nothing
    queue: 'mail.deliver',
    retries: 30,
    pauseSeconds: 15,
    run: (ctx, payload, { carrier }) =>
      deliverLetter(ctx, payload, {
        carrier,
        invitationOf: invitationLetter,
        statementOf: statementForLetter,
      }),
  },
  {
    // an alert that is an hour late is no alert
    queue: 'notifications.push',
    retries: 8,
    pauseSeconds: 5,
    run: (ctx, payload, { push }) => deliverPush(ctx, payload, { push, alertStands }),
  },
]
