import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import { denyImports } from 'vite-env-only'

/** The Vite configuration; `remix vite:build --config remix.config.js` reads it, as does the development server. */
export default defineConfig({
  plugins: [
    denyImports({ client: { files: [/^(?!server\/core\/(paths|icu)\.ts$)(server|db|jobs)\//] } }),
    remix({
      buildDirectory: 'build',
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
    }),
  ],
  // A native module that routes reach on the server; the search for the browser's dependencies trips over it.
  optimizeDeps: { exclude: ['@node-rs/argon2'] },
  // Nothing is inlined as a data: address, which the content security policy would refuse.
  build: { assetsInlineLimit: 0, reportCompressedSize: false },
})
