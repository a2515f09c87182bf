import { useLocation, useNavigate } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Shell } from '#app/root.tsx'
import * as paths from '#server/core/paths.ts'
import { moveAmongRows, focusRow, useKeyboard, useShortcut } from '#app/lib/keyboard.ts'
import { useArrival } from '#app/lib/arrival.ts'
import { kept } from '#app/lib/kept.tsx'
import { useWords } from '#app/lib/words.ts'
import { TermsNotice } from '../terms/terms-notice.tsx'
import { BottomBar, Footer, isBarPlace, SkipLinks, StaffRail } from './bars.tsx'
import { Header } from './header.tsx'
import { footerLinks, mainPlaces, personalPlaces, workPlaces } from './places.ts'
import { ShortcutHelp } from './shortcut-help.tsx'

const KeptHeader = kept('header', Header)
const KeptRail = kept('staff-rail', StaffRail)
const KeptFooter = kept('footer', Footer)
const KeptBottomBar = kept('bottom-bar', BottomBar)

/** The furniture of every page: header, rail for staff, the page itself, footer, bottom bar. */
export function Layout({ shell, children }: { shell: Shell | undefined; children: ReactNode }) {
  const t = useWords()
  const { pathname, search } = useLocation()
  useArrival()
  useKeyboard()
  useGeneralShortcuts()
  const viewer = shell?.actor.kind === 'member' ? shell.actor : null
  const siteName = shell?.siteName ?? 'Throughline'
  const rail = shell ? workPlaces(t, shell.can, pathname) : []
  return (
    <div className="site">
      <SkipLinks targets={[{ id: 'content', label: t('nav.skip.content') }]} />
      <KeptHeader
        siteName={siteName}
        nav={mainPlaces(t, pathname)}
        viewer={viewer}
        here={viewer ? undefined : pathname + search}
        personal={personalPlaces(t)}
      />
      <div className="shell site-body" data-rail={rail.length > 0 || undefined}>
        <KeptRail items={rail} />
        <main className="site-main" id="content" tabIndex={-1}>
          {shell?.terms && <TermsNotice owed={shell.terms} here={pathname + search} />}
          {children}
        </main>
      </div>
      <KeptFooter links={footerLinks(t)} />
      <KeptBottomBar viewer={viewer} path={isBarPlace(pathname, viewer) ? pathname : ''} />
      <ShortcutHelp />
    </div>
  )
}

/** Shortcuts that mean the same on every page. */
function useGeneralShortcuts() {
  const navigate = useNavigate()
  useShortcut('help', () => document.dispatchEvent(new Event('throughline:keys')))
  useShortcut('search', () => document.getElementById('site-search')?.focus())
  useShortcut('go.home', () => navigate(paths.home()))
  useShortcut('go.questions', () => navigate(paths.questions()))
  useShortcut('go.boards', () => navigate(paths.boards()))
  useShortcut('go.activity', () => navigate(paths.activity()))
  useShortcut('go.queue', () => navigate(paths.reviewQueue()))
  useShortcut('ask', () => navigate(paths.ask()))
  useShortcut('list.next', () => moveAmongRows(1))
  useShortcut('list.previous', () => moveAmongRows(-1))
  useShortcut('topic.nextNew', () => focusRow(document.querySelector('[data-is-new]')))
  useShortcut('topic.accepted', () => focusRow(document.querySelector('[data-row]:has([data-accepted])')))
}
