import { type FunctionComponent, lazy, Suspense } from 'react'

/** Known when the pages are built: what only the server needs is left out of the browser's scripts. */
// eslint-disable-next-line house/environment -- not the operator's environment but the bundler's
export const onServer = import.meta.env.SSR

/**
 * A component most readers of a page do without. The server renders it at once (`now`, which the browser's build leaves
 * out); the browser fetches its script when a page shows it, and the server's HTML stands until then.
 */
export function later<Props extends object>(
  now: FunctionComponent<Props> | null,
  load: () => Promise<FunctionComponent<Props>>,
): FunctionComponent<Props> {
  const Part = now ? given(now) : lazy(async () => ({ default: given(await load()) }))
  const Later = (props: Props) => (
    <Suspense fallback={null}>
      <Part props={props} />
    </Suspense>
  )
  return Later
}

const given =
  <Props extends object>(Component: FunctionComponent<Props>) =>
  ({ props }: { props: Props }) => <Component {...props} />
