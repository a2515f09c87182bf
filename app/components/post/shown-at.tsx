import { useRouteLoaderData } from '@remix-run/react'

/** Says, signed, when the form was shown: a first post that took no time to type waits for a look (MOD-19). */
export function ShownAt() {
  const shell = useRouteLoaderData<{ stamp?: string | null }>('root')
  return shell?.stamp ? <input type="hidden" name="_shown" value={shell.stamp} /> : null
}
