import { createHmac, timingSafeEqual } from 'node:crypto'

/** A message as Standard Webhooks signs it: its headers `webhook-id`, `webhook-timestamp`, `webhook-signature`, and its bytes. */
export type Signed = { id: string; timestamp: string; signature: string; body: Buffer }

/** Older or newer than this is a repeat or a wrong clock; seconds. */
const tolerance = 300

/** The secret as it is handed out, `whsec_` and base64; what is signed is `id.timestamp.body`. */
function signatureOf(secret: string, { id, timestamp, body }: Omit<Signed, 'signature'>): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
}

/** Whether a message was signed with this secret a moment ago. One of several signatures is enough, as keys are rotated. */
export function isSigned(secret: string, message: Signed, now: Date): boolean {
  const sent = Number(message.timestamp)
  if (!secret || !message.id || !Number.isInteger(sent)) return false
  if (Math.abs(now.getTime() / 1000 - sent) > tolerance) return false
  const wanted = signatureOf(secret, message)
  return message.signature.split(' ').some((one) => {
    const [version, text = ''] = one.split(',')
    const given = Buffer.from(text, 'base64')
    return version === 'v1' && given.length === wanted.length && timingSafeEqual(given, wanted)
  })
}
