import { useEffect, useRef } from 'react'

/** Once what was sent has arrived the box is empty again. */
export function useCleared(busy: boolean, onCleared?: () => void) {
  const form = useRef<HTMLFormElement>(null)
  const was = useRef(false)
  useEffect(() => {
    if (was.current && !busy) {
      form.current?.reset()
      onCleared?.()
    }
    was.current = busy
  })
  return form
}
