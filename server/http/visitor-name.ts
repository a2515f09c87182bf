import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'

/**
 * Where somebody came from, as a name that no list of addresses leads back to without this installation's secret. One
 * network is one visitor: the last half of an IPv6 address changes at will.
 */
export const visitorName = (secret: string, ip: string): string =>
  createHmac('sha256', secret)
    .update(`visitor ${networkOf(ip)}`)
    .digest('base64url')
    .slice(0, 22)

function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped) return mapped
  if (!isIPv6(ip)) return ip
  const [head = '', tail] = ip.split('::')
  const first = head.split(':').filter(Boolean)
  const last = (tail ?? '').split(':').filter(Boolean)
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length
  return [...first, ...Array<string>(Math.max(0, zeros)).fill('0'), ...last].slice(0, 4).join(':')
}
