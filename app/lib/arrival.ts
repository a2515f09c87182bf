import { useLocation, useNavigationType } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useAnnounce } from '../components/ui/live-region.tsx'

/** After a change of page: focus goes to its heading and its title is said; back and forward leave focus where it was. */
export function useArrival() {
  const { pathname, hash } = useLocation()
  const how = useNavigationType()
  const announce = useAnnounce()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    announce(document.title)
    if (hash || how === 'POP') return
    const heading =
      document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
  }, [pathname, hash, how, announce])
}
