import { Form, Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import * as paths from '#server/core/paths.ts'
import { useWords } from '#app/lib/words.ts'
import { Icon } from '../ui/icon.tsx'
import { Menu, type LinkItem } from '../ui/navigation.tsx'
import { Avatar } from '../member/avatar.tsx'
import { Mark } from './mark.tsx'

export type Viewer = {
  handle: string
  displayName: string
  staff: boolean
  unread: number
  othersMoved?: boolean
}

type Props = {
  siteName: string
  /** Primary pages; the current one is marked. */
  nav: readonly LinkItem[]
  viewer: Viewer | null
  /** Where a visitor is, to come back to after signing in. */
  here: string | undefined
  /** Entries of the personal menu between the profile and signing out. */
  personal: readonly LinkItem[]
}

/** The sign over every page: where you can go, search, ask, what waits for you. */
export function Header({ siteName, nav, viewer, here, personal }: Props) {
  const t = useWords()
  return (
    <header className="site-header no-print">
      <div className="shell site-header-row">
        <Link to={paths.home()} className="brand">
          <Mark />
          <span className="brand-name">{siteName}</span>
        </Link>
        <nav className="site-nav" aria-label={t('nav.main')}>
          <ul className="site-nav-row">
            {nav.map((item) => (
              <li key={item.href}>
                <Link to={item.href} prefetch="intent" aria-current={item.current ? 'page' : undefined}>
                  {item.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <form className="site-search" role="search" aria-label={t('nav.search')} action={paths.search()}>
          <input
            type="search"
            name="q"
            id="site-search"
            aria-label={t('nav.search')}
            placeholder={t('nav.search.hint')}
            aria-keyshortcuts="/"
          />
        </form>
        <div className="site-actions">
          <Link to={paths.ask()} className="ask-button only-wide" prefetch="intent">
            {t('nav.ask')}
          </Link>
          {viewer ? <Personal viewer={viewer} items={personal} /> : <Doors here={here} />}
        </div>
      </div>
    </header>
  )
}

function Doors({ here }: { here: string | undefined }) {
  const t = useWords()
  return (
    <>
      <Link to={paths.signIn(here)} className="plain-link nowrap only-wide">
        {t('nav.signIn')}
      </Link>
      <Link to={paths.join(here)} className="plain-link nowrap only-wide">
        {t('nav.join')}
      </Link>
    </>
  )
}

function Personal({ viewer, items }: { viewer: Viewer; items: readonly LinkItem[] }) {
  const t = useWords()
  return (
    <>
      <Link
        to={paths.activity()}
        className="icon-button"
        aria-label={t('nav.activity.count', { count: viewer.unread })}
      >
        <Icon name="bell" size="large" />
        <BellCount count={viewer.unread} />
        {viewer.unread === 0 && viewer.othersMoved && <span className="bell-dot" aria-hidden="true" />}
      </Link>
      <Menu
        label={t('nav.personal', { name: viewer.displayName })}
        face={<Avatar name={viewer.displayName} staff={viewer.staff} />}
      >
        <MenuLink href={paths.member(viewer.handle)}>
          <span>
            <span className="strong">{viewer.displayName}</span>
            <br />
            <span className="muted small">@{viewer.handle}</span>
          </span>
        </MenuLink>
        <hr />
        {items.map((item) => (
          <MenuLink key={item.href} href={item.href}>
            {item.label}
          </MenuLink>
        ))}
        <hr />
        <Form method="post" action={paths.signOut()} reloadDocument>
          <button className="menu-item" type="submit">
            <Icon name="leave" /> {t('nav.signOut')}
          </button>
        </Form>
      </Menu>
    </>
  )
}

export function BellCount({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <span className="bell-count" aria-hidden="true">
      {count > 99 ? '99+' : count}
    </span>
  )
}

function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className="menu-item" to={href}>
      {children}
    </Link>
  )
}
