import { useLocation, useNavigationType } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useAnnounce } from '../components/ui/live-region.tsx'

/** After a change of page: focus goes to its heading and its title is said; after back, to the row one had opened. */
export function useArrival() {
  const { pathname, hash } = useLocation()
  const how = useNavigationType()
  const announce = useAnnounce()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    const left = before.current
    before.current = pathname
    announce(document.title)
    if (how === 'POP') {
      const row = `main [data-row-link][href^="${CSS.escape(left)}"]`
      document.querySelector<HTMLElement>(row)?.focus({ preventScroll: true })
      return
    }
    if (hash) return
    const heading =
      document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
  }, [pathname, hash, how, announce])
}
