import library from 'web-push'
import { postOutside, Unreachable } from '#server/core/outbound.ts'

export type Browser = { endpoint: string; p256dh: string; auth: string }
export type PushKeyPair = { publicKey: string; privateKey: string }
/** `topic` lets a newer message about the same take the place of one that waits. */
export type PushMessage = { payload: string; topic: string; site: string }

/** What became of a message: `gone` means that the browser wants no more of them. */
export type Carried = 'sent' | 'gone' | 'refused'
export type PushCarrier = {
  carry(to: Browser, message: PushMessage, keys: PushKeyPair): Promise<Carried>
}

/** An hour later an alert is no news. */
const keptSeconds = 3600

/**
 * Carries messages by Web Push (RFC 8030, 8291, 8292), encrypted for the browser; web-push is spoken in this file alone.
 * Throws what may pass, so that the job tries again later.
 */
export const webPush = ({ anywhere = false }: { anywhere?: boolean } = {}): PushCarrier => ({
  async carry({ endpoint, p256dh, auth }, { payload, topic, site }, keys) {
    const subject = site.startsWith('https:') ? site : 'mailto:postmaster@localhost'
    const { headers, body } = library.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      TTL: keptSeconds,
      urgency: 'high',
      topic,
      vapidDetails: { subject, ...keys },
    })
    try {
      const { status } = await postOutside(endpoint, { headers: named(headers), body }, { anywhere })
      if (status === 404 || status === 410) return 'gone'
      if (status === 429 || status >= 500) throw new Error(`the push service answered ${status}`)
      return status >= 200 && status < 300 ? 'sent' : 'refused'
    } catch (error) {
      if (error instanceof Unreachable) return 'refused'
      throw error
    }
  },
})

const named = (headers: object): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

export const newPushKeys = (): PushKeyPair => library.generateVAPIDKeys()
