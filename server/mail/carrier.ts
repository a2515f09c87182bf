import { createTransport } from 'nodemailer'
import type { Logger } from '#server/core/log.ts'

/** A letter as it leaves the house. */
export type Written = {
  id: string
  address: string
  subject: string
  text: string
  html: string
  headers: Readonly<Record<string, string>>
}

/** Whoever takes letters out. `carry` throws when it could not; a `Rejected` will never be taken. */
export type Carrier = { carry(letter: Written): Promise<void>; close(): void }

/** The receiving server refused for good (5xx): trying again would only annoy it. */
export class Rejected extends Error {}

const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/**
 * The SMTP server of SMTP_URL. Letters come from `?from=` in that address, else from noreply@ the site's host. The id of a
 * letter is its Message-ID, so that one that leaves twice after a crash is known as one.
 */
export function smtpCarrier({ url, site, log }: { url: string; site: string; log: Logger }): Carrier {
  const { hostname } = new URL(site)
  const address = new URL(url)
  const from = address.searchParams.get('from') ?? `noreply@${hostname}`
  address.searchParams.delete('from')
  const transport = createTransport({ url: address.href, pool: true, maxConnections: 2, ...patience })
  transport.on('error', (error) => log.warn({ err: error }, 'the mail server'))
  return {
    carry: async ({ id, address: to, subject, text, html, headers }) => {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          headers: { ...headers },
          messageId: `<${id}@${hostname}>`,
        })
      } catch (error) {
        throw isForGood(error) ? new Rejected(error instanceof Error ? error.message : String(error)) : error
      }
    },
    close: () => transport.close(),
  }
}

/** A server that is itself misconfigured (535, 530) may be mended; a refused receiver or letter is refused for good. */
const isForGood = (error: unknown) =>
  error instanceof Error &&
  'responseCode' in error &&
  typeof error.responseCode === 'number' &&
  error.responseCode >= 550 &&
  error.responseCode < 560
