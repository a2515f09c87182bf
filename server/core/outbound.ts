import { lookup as resolve } from 'node:dns'
import { request as plain } from 'node:http'
import { request as secure, type RequestOptions } from 'node:https'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

const patience = 7_000
const largest = 100_000

/** An address that is not spoken to: no https, or a place that is not public. Trying again would change nothing. */
export class Unreachable extends Error {}

export type Answer = { status: number; body: string }
type Message = { headers: Readonly<Record<string, string>>; body: Buffer | string }

/**
 * The one guarded way to the outside: https and public addresses alone, judged as they were resolved for this very
 * connection; no redirect is followed; 7 seconds; of the answer at most 100 kB. `anywhere` lets a test speak to a server
 * of its own.
 */
export function postOutside(
  address: string,
  { headers, body }: Message,
  { anywhere = false }: { anywhere?: boolean } = {},
): Promise<Answer> {
  const url = URL.canParse(address) ? new URL(address) : null
  if (!url || !(anywhere || mayReach(url))) return Promise.reject(new Unreachable(`no public https address`))
  const send = url.protocol === 'https:' ? secure : plain
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    signal: AbortSignal.timeout(patience),
    agent: false,
    ...(anywhere ? {} : { lookup: publicOnly }),
  }
  return new Promise((done, failed) => {
    const request = send(url, options, (response) => {
      const parts: Buffer[] = []
      let bytes = 0
      response.on('data', (part: Buffer) => {
        bytes += part.length
        if (bytes > largest) request.destroy(new Error('the answer is too long'))
        else parts.push(part)
      })
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
      )
      response.on('error', failed)
    })
    request.on('error', failed)
    request.end(body)
  })
}

/** What a name resolves to is judged later, when it is; an address in numbers now, since nothing resolves it. */
export function mayReach(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const numbers = ipaddr.isValid(host)
  return (
    url.protocol === 'https:' && url.username === '' && url.password === '' && (!numbers || isPublic(host))
  )
}

/** Not this machine, not its network, and nothing that stands for either. */
export const isPublic = (address: string) => ipaddr.process(address).range() === 'unicast'

const publicOnly: LookupFunction = (name, options, done) => {
  resolve(name, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 0)
    const [first] = found
    if (!first || !found.every(({ address }) => isPublic(address)))
      return done(new Unreachable(`${name} is not a public address`), '', 0)
    if (options.all) done(null, found)
    else done(null, first.address, first.family)
  })
}
