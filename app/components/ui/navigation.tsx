import { Link } from '@remix-run/react'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { numberText } from '#app/lib/format.ts'
import { usePlace, useWords } from '#app/lib/words.ts'
import { Icon } from './icon.tsx'

export type LinkItem = { label: string; href: string; current?: boolean; count?: number | undefined }

/** Filters as links: each is an address. `removable` shows a cross and means "take this filter away". */
export function FilterChips({
  label,
  chips,
}: {
  label: string
  chips: readonly (LinkItem & { removable?: boolean })[]
}) {
  const { locale } = usePlace()
  return (
    <nav aria-label={label}>
      <ul className="chips">
        {chips.map((chip) => (
          <li key={chip.href + chip.label}>
            <Link
              className="chip"
              to={chip.href}
              preventScrollReset
              aria-current={chip.current ? 'true' : undefined}
            >
              {chip.label}
              {chip.count !== undefined && <span className="count">{numberText(chip.count, locale)}</span>}
              {chip.removable && <Icon name="cross" />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Tabs that are pages: links, with the current one marked. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly LinkItem[] }) {
  const { locale } = usePlace()
  return (
    <nav className="tabs" aria-label={label}>
      <ul className="tabs-row">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link to={tab.href} preventScrollReset aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && <span className="count">{numberText(tab.count, locale)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Cursor links. Nothing where there is neither direction. A list that runs by name has no older rows, only further ones. */
export function Pager({
  newer,
  older,
  byName,
}: {
  newer?: string | null
  older?: string | null
  byName?: boolean
}) {
  const t = useWords()
  if (!newer && !older) return null
  return (
    <nav className="pager" aria-label={t('pager.label')}>
      {newer ? (
        <Link className="button" to={newer} rel="prev">
          <Icon name="newer" /> {t('pager.newer')}
        </Link>
      ) : (
        <span />
      )}
      {older && (
        <Link className="button" to={older} rel="next" data-shortcut="list.older">
          {t(byName ? 'pager.further' : 'pager.older')} <Icon name="older" />
        </Link>
      )}
    </nav>
  )
}

/** Where a page lies. The last entry is the page's kind or itself and carries no link. */
export function Breadcrumb({ trail }: { trail: readonly { label: string; href?: string }[] }) {
  const t = useWords()
  return (
    <nav className="breadcrumb" aria-label={t('breadcrumb.label')}>
      <ol className="breadcrumb-row">
        {trail.map((step) => (
          <li key={step.label}>
            {step.href === undefined ? step.label : <Link to={step.href}>{step.label}</Link>}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Links and deeds behind one button; a `<details>`, so that it opens without script. With script Escape closes it. */
export function Menu(props: { label: string; face?: ReactNode; align?: 'start'; children: ReactNode }) {
  const box = useRef<HTMLDetailsElement>(null)
  useClosing(box)
  return (
    <details className="menu" name="menu" ref={box}>
      <summary aria-label={props.label} title={props.label}>
        {props.face ?? (
          <span className="button" data-tone="quiet">
            <Icon name="more" />
          </span>
        )}
      </summary>
      <div className="menu-sheet" data-align={props.align}>
        {props.children}
      </div>
    </details>
  )
}

/** Escape, a choice, or a click elsewhere puts a menu away; Escape gives focus back to its button. */
function useClosing(box: RefObject<HTMLDetailsElement>) {
  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      if (!box.current?.open || !(target instanceof Element)) return
      const summary = target.closest('summary')
      if (!box.current.contains(target) || (!summary && target.closest('a, button'))) box.current.open = false
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !box.current?.open) return
      box.current.open = false
      box.current.querySelector('summary')?.focus()
    }
    document.addEventListener('click', onClick)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('keydown', onKey)
    }
  }, [box])
}
