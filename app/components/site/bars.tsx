import { Link } from '@remix-run/react'
import * as paths from '#server/core/paths.ts'
import { numberText } from '#app/lib/format.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icon-names.ts'
import type { LinkItem } from '../ui/navigation.tsx'
import { BellCount, type Viewer } from './header.tsx'

/** Jumps past the furniture; each target must exist on the page. */
export function SkipLinks({ targets }: { targets: readonly { id: string; label: string }[] }) {
  return (
    <div className="skip-links">
      {targets.map((target) => (
        <a key={target.id} href={`#${target.id}`}>
          {target.label}
        </a>
      ))}
    </div>
  )
}

/** Work for staff: only what their roles have, with counts of what waits. */
export function StaffRail({ items }: { items: readonly (LinkItem & { icon: IconName })[] }) {
  const t = useWords()
  const { locale } = usePlace()
  if (items.length === 0) return null
  return (
    <nav className="staff-rail no-print" aria-labelledby="staff-rail-title">
      <h2 id="staff-rail-title">{t('nav.work')}</h2>
      <ul className="staff-rail-row">
        {items.map((item) => (
          <li key={item.href}>
            <Link to={item.href} aria-current={item.current ? 'page' : undefined}>
              <Icon name={item.icon} />
              {item.label}
              {item.count !== undefined && <span className="count">{numberText(item.count, locale)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const meOf = (viewer: Viewer | null) => (viewer ? paths.member(viewer.handle) : paths.signIn())

/** Where the bar's places lead; on every other page it looks the same. */
export const isBarPlace = (path: string, viewer: Viewer | null) =>
  [paths.home(), paths.search(), paths.ask(), paths.activity(), paths.boards(), meOf(viewer)].includes(path)

/** The same five places under the thumb on a narrow screen. */
export function BottomBar({ viewer, path }: { viewer: Viewer | null; path: string }) {
  const t = useWords()
  const items: readonly (LinkItem & { icon: IconName })[] = [
    { label: t('nav.home'), href: paths.home(), icon: 'home' },
    { label: t('nav.search.short'), href: paths.search(), icon: 'search' },
    { label: t('nav.ask.short'), href: paths.ask(), icon: 'ask' },
    viewer
      ? { label: t('nav.activity'), href: paths.activity(), icon: 'bell', count: viewer.unread }
      : { label: t('nav.boards'), href: paths.boards(), icon: 'boards' },
    { label: viewer ? t('nav.me') : t('nav.signIn'), href: meOf(viewer), icon: 'person' },
  ]
  return (
    <nav className="bottom-bar no-print" aria-label={t('nav.bottom')}>
      <ul className="bottom-bar-row">
        {items.map((item) => (
          <li key={item.icon}>
            <Link
              to={item.href}
              aria-current={path === item.href ? 'page' : undefined}
              data-ask={item.icon === 'ask' || undefined}
            >
              <Icon name={item.icon} size="large" />
              {item.label}
              {item.count !== undefined && item.count > 0 && (
                <>
                  <BellCount count={item.count} />
                  <span className="visually-hidden">{t('nav.waiting', { count: item.count })}</span>
                </>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The end of the line: help in the same place on every page. */
export function Footer({ links }: { links: readonly LinkItem[] }) {
  const t = useWords()
  return (
    <footer className="site-footer no-print">
      <div className="shell">
        <p>{t('footer.runs')}</p>
        <nav aria-label={t('nav.footer')}>
          <ul className="footer-links">
            {links.map((link) => (
              <li key={link.href}>
                <Link to={link.href}>{link.label}</Link>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </footer>
  )
}
