import type { IncomingHttpHeaders } from 'node:http'

/** Colour modes a visitor may choose; `system` follows the device. */
export const modes = ['system', 'light', 'dark', 'light-hc', 'dark-hc'] as const
export type Mode = (typeof modes)[number]
export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]
/** Catalogues that exist (as in app/lib/locale.ts); the pseudo-locale makes a forgotten sentence visible in tests. */
export const locales = ['en', 'qps'] as const
export type Locale = (typeof locales)[number]

/** How a page looks to whoever asks for it: the cookies `mode`, `density` and `locale`, nothing else. */
export type Viewer = { mode: Mode; density: Density; locale: Locale }

export function viewerOf(headers: IncomingHttpHeaders): Viewer {
  const cookies = readCookies(headers.cookie)
  return {
    mode: oneOf(modes, cookies.get('mode')) ?? 'system',
    density: oneOf(densities, cookies.get('density')) ?? 'comfortable',
    locale: oneOf(locales, cookies.get('locale')) ?? 'en',
  }
}

/** The same choices as a Cookie header, in one spelling. */
export const cookieOf = ({ mode, density, locale }: Viewer) =>
  `mode=${mode}; density=${density}; locale=${locale}`

export function readCookies(header = ''): ReadonlyMap<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split('='))
  return new Map(pairs.map(([name = '', ...value]) => [name, value.join('=')]))
}

const oneOf = <Value extends string>(values: readonly Value[], given: string | undefined) =>
  values.find((value) => value === given)
