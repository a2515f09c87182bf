import type { Ctx } from '#server/core/ctx.ts'
import type { Settings } from './registry.ts'
import { storedSettings } from './settings.ts'

/** Nothing older is served even when a notice was lost, as with cached pages (decision 28). */
const oldest = 60_000

export type SettingsReader = {
  /** What holds now, for the `settings` of a ctx; a query at most every 60 s. */
  read(ctx: Pick<Ctx, 'db' | 'now'>): Promise<Settings>
  /** To be called when `settings.changed` is heard (its tag is `everything`) and when LISTEN was lost. */
  forget(): void
}

/** Keeps the settings of one process; made once at start and handed on by the load context. */
export function makeSettingsReader(): SettingsReader {
  let last: { at: number; settings: Promise<Settings> } | null = null
  return {
    read(ctx) {
      const at = ctx.now.getTime()
      if (last && Math.abs(at - last.at) < oldest) return last.settings
      const reading = { at, settings: storedSettings(ctx) }
      last = reading
      reading.settings.catch(() => {
        if (last === reading) last = null
      })
      return reading.settings
    },
    forget() {
      last = null
    },
  }
}
