import { claimFolder } from '#db/embedded/index.ts'
import { askAnother, loadDemo, signIns } from '#db/demo.ts'
import { openMigrated } from '#db/open.ts'
import { startWorker } from '#jobs/worker.ts'
import { apiRouter } from '#server/api/index.ts'
import { system } from '#server/core/actor.ts'
import { databaseClock, fileClock, processClock } from '#server/core/clock.ts'
import { makeCtx } from '#server/core/ctx.ts'
import type { Env } from '#server/core/env.ts'
import { isDomainError } from '#server/core/errors.ts'
import { newId } from '#server/core/ids.ts'
import type { Logger } from '#server/core/log.ts'
import * as paths from '#server/core/paths.ts'
import { webPush } from '#server/notifications/index.ts'
import { installationSecret } from '#server/core/secrets.ts'
import { say } from '#server/core/words.ts'
import { countViews } from '#server/forum/index.ts'
import { countViewed, type FrontDoor, listenToFacts, makeSite, openFrontDoor } from '#server/http/index.ts'
import { makeLimits, sessionCookieName, setupLink } from '#server/identity/index.ts'
import { smtpCarrier } from '#server/mail/index.ts'
import { attachRealtime } from '#server/realtime/index.ts'
import { makeSettingsReader } from '#server/settings/index.ts'

export type Start = {
  env: Env
  log: Logger
  version: string
  development: boolean
  /** Load the sample community into an empty database. */
  sample: boolean
  /** Progress for whoever watches, whatever the log level. */
  tell: (line: string) => void
}

/** `ready` lets the first request in; `stop` ends everything in the order that loses nothing. */
export type Running = { ready(): void; stop(): Promise<void> }

/**
 * Starts what ROLE asks for in one process: listens (503 until ready), reaches and migrates the database, then jobs,
 * realtime and pages. What was started is ended in reverse: no new requests, sockets, jobs, pools, PostgreSQL.
 */
export async function startHouse(start: Start): Promise<Running> {
  const { env, version, tell } = start
  const closers: (() => unknown)[] = []
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close()
  }
  try {
    const claim = env.ROLE === 'all' ? await claimFolder(env.DATA_DIR, tell) : undefined
    closers.push(() => claim?.release())
    const door =
      env.ROLE === 'worker' ? undefined : await openFrontDoor({ host: env.HOST, port: env.PORT, version })
    closers.push(() => door?.close())
    const place = await openPlace(start, door?.port ?? env.PORT)
    closers.push(place.close)
    const sample = start.sample && (await sampleStands(place, tell))
    if (env.ROLE !== 'web') closers.push(await runJobs(place))
    const site = door && (await openSite(place, door))
    closers.push(() => site?.close())
    return {
      ready: () => {
        process.stdout.write(
          site ? `Throughline is ready at ${place.origin}\n` : 'The Throughline worker is ready\n',
        )
        if (sample) process.stdout.write(`${signIns().join('\n')}\n`)
        if (site?.setup) process.stdout.write(`${say('en', 'start.setup', { link: site.setup })}\n`)
        site?.letIn()
      },
      stop: async () => {
        claim?.drain()
        // an open socket would keep the door from closing
        await Promise.all([door?.close(), site?.hangUp()])
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

type Place = Awaited<ReturnType<typeof openPlace>>

/** The sample community, before anything of the house can hear of it; false where the forum has members of its own. */
async function sampleStands({ db, clock, origin }: Place, tell: Start['tell']): Promise<boolean> {
  try {
    const place = { db, now: await clock.now(), site: origin }
    const { loaded } = await loadDemo({ ...place, begins: () => tell(say('en', 'demo.loading')) })
    if (!loaded) await askAnother(place).catch((error: unknown) => notAsked(error, tell))
    return true
  } catch (error) {
    if (!isDomainError(error) || error.key !== 'demo.notEmpty') throw error
    tell(say('en', error.key))
    return false
  }
}

/** What visitors did since, such as publishing terms, may keep the sample's customer from asking; the site stands all the same. */
function notAsked(error: unknown, tell: Start['tell']) {
  if (!isDomainError(error)) throw error
  tell(say('en', 'demo.notAsked', { reason: say('en', error.key, error.params) }))
}

/** The database, the clock and the site's own address: what web and worker share. */
async function openPlace({ env, log, version, development, tell }: Start, port: number) {
  const { close, ...database } = await openMigrated({
    url: env.DATABASE_URL,
    folder: env.DATA_DIR,
    log: tell,
  })
  const testClock =
    env.THROUGHLINE_TEST_CLOCK === undefined ? undefined : fileClock(env.THROUGHLINE_TEST_CLOCK)
  const secret = (name: string, given: string | undefined) =>
    installationSecret(env.DATA_DIR, { name, given })
  return {
    ...database,
    close,
    env,
    secrets: {
      session: secret('session-secret', env.SESSION_SECRET),
      encryption: secret('encryption-key', env.ENCRYPTION_KEY),
    },
    log,
    version,
    development,
    origin: env.ORIGIN ?? `http://${hostInAddress(env.HOST)}:${port}`,
    clock: testClock ?? databaseClock(database.db),
    requestClock: testClock ?? processClock,
  }
}

// a server that listens everywhere is not reached by that name
function hostInAddress(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

async function runJobs({ address, db, sql, clock, origin, log, env }: Place) {
  const carrier = env.SMTP_URL === undefined ? null : smtpCarrier({ url: env.SMTP_URL, site: origin, log })
  const worker = await startWorker({
    address,
    db,
    sql,
    clock,
    log,
    site: origin,
    tools: { carrier, push: webPush() },
  })
  return async () => {
    await worker.stop()
    carrier?.close()
  }
}

/** Everything behind the front door, closed until `letIn`. */
async function openSite(place: Place, door: FrontDoor) {
  const { address, db, log, origin, requestClock: clock } = place
  const settings = makeSettingsReader()
  const asSystem = async (name: string) =>
    makeCtx({ db, actor: system(name), now: await clock.now(), requestId: newId(), site: origin })
  const counted = countViewed(async (views) => countViews(await asSystem('views'), views), log)
  const token = await setupLink(await asSystem('start'))
  const site = await makeSite({
    ...place,
    clock,
    settings,
    limits: makeLimits(),
    formSecret: place.secrets.session,
    sessionCookie: sessionCookieName,
    fixedOrigin: place.env.ORIGIN !== undefined,
    api: apiRouter({ db, clock, origin, settings, version: place.version }),
    phase: door.phase,
    server: door.server,
    viewed: counted.viewed,
  })
  const notices = listenToFacts(address, log)
  notices.subscribe({
    hear: (heard) => {
      if ('all' in heard || heard.tags.includes('everything')) settings.forget()
      if ('all' in heard) site.cache.dropAll()
      else site.cache.drop(heard.tags)
    },
    found: () => site.cache.hears(true),
    lost: () => {
      settings.forget()
      site.cache.hears(false)
    },
  })
  const realtime = attachRealtime({
    server: door.server,
    isOpen: () => door.phase() === 'ready',
    address,
    notices,
    origin,
    log,
    ctxFor: async (actor) => {
      const now = await clock.now()
      return makeCtx({
        db,
        actor,
        now,
        requestId: newId(),
        site: origin,
        settings: await settings.read({ db, now }),
      })
    },
  })
  return {
    /** The one-time address of the setup page, while there is no admin. */
    setup: token === null ? undefined : `${origin}${paths.setup(token)}`,
    letIn: () => door.open(site.answer),
    /** Ends every open socket; browsers come back to the next process that listens. */
    hangUp: realtime.close,
    close: async () => {
      await notices.close()
      await counted.stop()
      await site.close()
    },
  }
}
