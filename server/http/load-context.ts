import '@remix-run/server-runtime'
import type { Ctx } from '#server/core/ctx.ts'
import type { Limits } from '#server/identity/index.ts'
import type { KeptParts } from './kept-parts.ts'
import type { Density, Locale, Mode } from './viewer.ts'

/** What a loader or action is handed: everything alive comes through here, since pages have module copies of their own. */
export type LoadContext = {
  ctx: Ctx
  /** The session that authenticated, for signing out and the list of sessions; null for a guest. */
  session: { id: string; hash: string } | null
  /** Of this answer's content policy: every inline script carries it. */
  nonce: string
  /** HTML of parts that pages have in common. */
  parts: KeptParts
  /** Texts of posts that stand in the page and need not stand among its values, by the posts' ids. */
  texts: Map<string, string>
  locale: Locale
  mode: Mode
  density: Density
  /** True where the browser's script asks (single fetch), false for a plain form or link. */
  scripted: boolean
  /** The public address of the site, without a slash at its end. */
  origin: string
  /** Where the request came from, for limits and the sessions list. */
  ip: string
  /** Whoever asks, by a name that is the same each time and says nothing: what telling visitors apart needs. */
  visitor(): string
  /** Attempts to sign in, join and recover, counted in this process. */
  limits: Limits
  /** A signed stamp of this moment for the member's forms; null for a guest. */
  stamp(): string | null
  /** The ctx of a form that was sent, which knows how long it was open. */
  typed(stamp: string): Ctx
  /** Logs what a page failed with, under the request's id. */
  failed(error: unknown): void
  /**
   * Tags of what a page shows (`topic:42`, `board:<id>`, `lists`): a visitor's page that names some may be kept until a
   * fact touches one of them. A page that names none is never kept.
   */
  showed(...tags: string[]): void
}

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends LoadContext {}
}
