import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react'

type Announce = (text: string, how?: 'polite' | 'assertive') => void
const AnnounceContext = createContext<Announce>(() => undefined)

/** `const announce = useAnnounce()`: says one sentence to screen readers. Own deeds and counts only, never others' typing. */
export const useAnnounce = () => useContext(AnnounceContext)

/** The page's one polite and one assertive region, mounted at load. Stands once, in the root. */
export function LiveRegions({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState('')
  const [assertive, setAssertive] = useState('')
  const announce = useCallback<Announce>(
    (text, how) => (how === 'assertive' ? setAssertive : setPolite)(text),
    [],
  )
  const value = useMemo(() => announce, [announce])
  return (
    <AnnounceContext.Provider value={value}>
      {children}
      <div className="visually-hidden" aria-live="polite" aria-atomic="true">
        {polite}
      </div>
      <div className="visually-hidden" aria-live="assertive" aria-atomic="true">
        {assertive}
      </div>
    </AnnounceContext.Provider>
  )
}
