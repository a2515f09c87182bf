import ipaddr from 'ipaddr.js'

const parsed = (address: string) => {
  try {
    return ipaddr.process(address)
  } catch {
    return null
  }
}

const masked = (address: string, bits: { ipv4: number; ipv6: number }): string | null => {
  const found = parsed(address)
  if (!found) return null
  const kind = found.kind()
  const parser = kind === 'ipv4' ? ipaddr.IPv4 : ipaddr.IPv6
  return `${parser.networkAddressFromCIDR(`${found.toString()}/${bits[kind]}`).toString()}/${bits[kind]}`
}

/** An address shortened until it names no household (TERMS-03): 203.0.113.0/24, 2001:db8::/48; null when it is none. */
export const shortNetwork = (address: string | null | undefined) =>
  address ? masked(address, { ipv4: 24, ipv6: 48 }) : null

/** Whom a rate limit counts as one: an IPv4 address, an IPv6 network of 64 bits. */
export const callerNetwork = (address: string) => masked(address, { ipv4: 32, ipv6: 64 }) ?? 'unknown'
