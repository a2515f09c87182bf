import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { readTexts } from './lib/texts.tsx'

// What needs script is drawn only once there is some.
document.documentElement.dataset.scripted = ''
readTexts(document)

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  )
})
