import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunction,
  useLocation,
  useNavigation,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import textFace from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'
import type { ReactNode } from 'react'
import { isAdmin, isEngineer, isMember, isStaff, moderatesSomewhere } from '#server/core/actor.ts'
import { canOpenFiles, canReadAppeals, queueCount } from '#server/moderation/index.ts'
import { unreadCount } from '#server/notifications/index.ts'
import { settingsOf } from '#server/settings/index.ts'
import { KindPage } from './components/site/kind-page.tsx'
import { Layout as SiteLayout } from './components/site/layout.tsx'
import { LiveRegions } from './components/ui/live-region.tsx'
import { keysFrom } from './lib/keyboard.ts'
import { isOfDesk, isOwnMove } from './lib/own-move.ts'
import { dirOf } from './lib/locale.ts'
import { useNonce } from './lib/nonce.ts'
import { title } from './lib/meta.ts'
import { barColours, themeSheets } from './lib/themes.ts'
import { PlaceContext, t } from './lib/words.ts'
import styles from './styles/index.css?url'

export const links: LinksFunction = () => [
  { rel: 'preload', href: textFace, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
]

/** What every page needs to know: who reads, how it should look, what this site is called. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { ctx, locale, mode, density, origin } = context
  const { actor } = ctx
  const [{ siteName }, unread, queue] = await Promise.all([
    settingsOf(ctx),
    isMember(actor) ? unreadCount(ctx) : null,
    queueCount(ctx),
  ])
  return {
    actor: isMember(actor)
      ? {
          kind: 'member' as const,
          handle: actor.handle,
          displayName: actor.displayName,
          roles: actor.roles,
          staff: isStaff(actor),
          unread: unread?.needs ?? 0,
          othersMoved: unread?.others ?? false,
        }
      : { kind: 'guest' as const },
    terms: isMember(actor) ? { due: actor.termsDue, ahead: actor.termsAhead, asleep: actor.asleep } : null,
    can: {
      ...{ moderate: queue !== null, queue, files: canOpenFiles(actor), appeals: canReadAppeals(actor) },
      rules: moderatesSomewhere(actor),
      ...{ work: isEngineer(actor), administer: isAdmin(actor) },
    },
    stamp: context.stamp(),
    locale,
    timeZone: (isMember(actor) ? actor.timeZone : null) ?? 'UTC',
    mode,
    density,
    theme: 'default',
    siteName,
    origin,
    keys: keysFrom(request.headers.get('cookie')),
  }
}

/** Counts in the rail follow news; working through the queue asks for nothing of the shell. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  formAction,
  currentUrl,
  nextUrl,
  nextParams,
  defaultShouldRevalidate,
}) => {
  if (formAction && isOfDesk(formAction)) return false
  const moved = currentUrl.pathname !== nextUrl.pathname
  return moved && isOwnMove(nextParams.itemId) ? false : defaultShouldRevalidate
}

export type Shell = Awaited<ReturnType<typeof loader>>

export const meta: MetaFunction<typeof loader> = ({ data: shell }) =>
  title({ site: shell?.siteName, description: t(shell?.locale ?? 'en', 'site.description') })

/** The document around every page, the error pages included, which may have no loader values. */
export function Layout({ children }: { children: ReactNode }) {
  const shell = useRouteLoaderData<typeof loader>('root')
  const nonce = useNonce()
  const locale = shell?.locale ?? 'en'
  const theme = shell?.theme ?? 'default'
  return (
    <html
      lang={locale}
      dir={dirOf(locale)}
      data-mode={shell?.mode ?? 'system'}
      data-density={shell?.density ?? 'comfortable'}
      data-theme={theme}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <BarColour mode={shell?.mode ?? 'system'} theme={theme} />
        <Meta />
        <Links />
        <link rel="stylesheet" href={themeSheets[theme] ?? themeSheets.default} />
      </head>
      <body>
        <PlaceContext.Provider value={{ locale, timeZone: shell?.timeZone ?? 'UTC' }}>
          <LiveRegions>
            <TopLine />
            <SiteLayout shell={shell}>{children}</SiteLayout>
          </LiveRegions>
        </PlaceContext.Provider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

/** Any page that could not be shown. A reason the domain gave stands in the response's body. */
export function ErrorBoundary() {
  const error = useRouteError()
  if (!isRouteErrorResponse(error)) return <KindPage status={500} />
  const { reason, requestId } = spoken(error.data)
  return <KindPage status={error.status} reason={reason} requestId={requestId} />
}

function spoken(body: unknown): { reason?: string | undefined; requestId?: string | undefined } {
  if (typeof body !== 'object' || body === null) return {}
  const text = (key: string) => {
    const value: unknown = Reflect.get(body, key)
    return typeof value === 'string' ? value : undefined
  }
  return { reason: text('reason'), requestId: text('requestId') }
}

/** A thin line while the next page is on its way; it shows only after 150 ms. */
function TopLine() {
  const navigation = useNavigation()
  const { key } = useLocation()
  return navigation.state === 'loading' ? <div className="top-line" key={key} aria-hidden="true" /> : null
}

function BarColour({ mode, theme }: { mode: string; theme: string }) {
  const colours = barColours[theme] ?? barColours.default
  if (!colours) return null
  if (mode !== 'system')
    return <meta name="theme-color" content={mode.startsWith('dark') ? colours.dark : colours.light} />
  return (
    <>
      <meta name="theme-color" content={colours.light} media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content={colours.dark} media="(prefers-color-scheme: dark)" />
    </>
  )
}
