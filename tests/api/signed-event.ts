import { createHmac } from 'node:crypto'
import { dawn } from '#tests/world.ts'

type Event = { id: string; type: string; contact: string; revokes?: string }

/** An event as an outside system sends it: signed by Standard Webhooks, over the very bytes of its body. */
export function signedEvent(secret: string, event: Event, at: Date = dawn) {
  const body = JSON.stringify({ occurredAt: at.toISOString(), ...event })
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`msg_${event.id}.${timestamp}.${body}`).digest('base64')
  return {
    body,
    headers: {
      'webhook-id': `msg_${event.id}`,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
  }
}
