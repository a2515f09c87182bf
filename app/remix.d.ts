import '@remix-run/server-runtime'

declare module '@remix-run/server-runtime' {
  // remix.config.js is JavaScript, so the flag's effect on loader types is stated here.
  interface Future {
    v3_singleFetch: true
  }
}
