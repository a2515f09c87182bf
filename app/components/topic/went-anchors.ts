import { useLocation, useNavigate } from '@remix-run/react'
import { useEffect } from 'react'

/** An old `#p-4` of a post that was split off leads on to where the post stands now; without script its sign says so. */
export function useWentAnchors() {
  const { hash } = useLocation()
  const navigate = useNavigate()
  useEffect(() => {
    const went = hash ? document.getElementById(hash.slice(1))?.dataset.went : undefined
    if (went) void navigate(went, { replace: true })
  }, [hash, navigate])
}
