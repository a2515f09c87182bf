import { access, constants, statfs } from 'node:fs/promises'
import process from 'node:process'
import { resolve } from 'node:path'
import { pendingMigrations } from '#db/migrate.ts'
import { processClock } from '#server/core/clock.ts'
import { say } from '#server/core/words.ts'
import type { Command, CommandDeps, Place } from './command.ts'

/** One look: `ok` is a remark, otherwise the sentence names what is wrong and how to mend it. */
type Finding = { ok: boolean; key: string; params?: Record<string, string | number> }

const leastSpace = 500_000_000
const mostSkew = 5_000
const oldestNode = 24

export const doctor: Command = {
  name: 'doctor',
  summary: say('en', 'cli.doctor.summary'),
  usage: 'doctor',
  async run(_args, deps) {
    const findings = [
      lookAtNode(),
      ...(await lookAtFolder(deps)),
      ...(await lookAtDatabase(deps)),
      lookAtMail(deps),
    ]
    for (const { ok, key, params } of findings)
      deps.print(`${ok ? 'ok  ' : 'BAD '} ${say('en', key, params)}`)
    if (findings.some(({ ok }) => !ok)) process.exitCode = 1
  },
}

function lookAtNode(): Finding {
  const ok = Number(process.versions.node.split('.')[0]) >= oldestNode
  return { ok, key: ok ? 'cli.doctor.node' : 'cli.doctor.nodeOld', params: { version: process.version } }
}

async function lookAtFolder({ env }: CommandDeps): Promise<Finding[]> {
  const folder = resolve(env.DATA_DIR)
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!writable) return [{ ok: false, key: 'cli.doctor.folderBad', params: { folder } }]
  const { bavail, bsize } = await statfs(folder)
  const megabytes = Math.floor((bavail * bsize) / 1_000_000)
  const roomy = bavail * bsize >= leastSpace
  return [
    { ok: true, key: 'cli.doctor.folder', params: { folder } },
    { ok: roomy, key: roomy ? 'cli.doctor.space' : 'cli.doctor.spaceBad', params: { megabytes } },
  ]
}

/** Reaches the database as a start would; a failure to do so ends the command with its own cause and next step. */
async function lookAtDatabase(deps: CommandDeps): Promise<Finding[]> {
  const place = await deps.openAsItIs()
  const [row] = await place.sql<{ version: string; milliseconds: number }[]>`
    select current_setting('server_version') as version,
      (extract(epoch from clock_timestamp()) * 1000)::float8 as milliseconds`
  const here = await processClock.now()
  const skew = Math.round(Math.abs(here.getTime() - (row?.milliseconds ?? 0)))
  const pending = await pendingMigrations(place.sql)
  return [
    { ok: true, key: 'cli.doctor.database', params: { version: row?.version ?? '' } },
    {
      ok: skew < mostSkew,
      key: skew < mostSkew ? 'cli.doctor.clock' : 'cli.doctor.clockBad',
      params: { milliseconds: skew },
    },
    {
      ok: pending === 0,
      key: pending === 0 ? 'cli.doctor.tables' : 'cli.doctor.tablesBad',
      params: { pending },
    },
    await lookAtJobs(place),
  ]
}

/** Jobs that failed for good wait in the dead-letter queues for an admin. */
async function lookAtJobs({ sql }: Place): Promise<Finding> {
  const [table] = await sql`select to_regclass('pgboss.job') as name`
  const [dead] = table?.name
    ? await sql<
        { count: number }[]
      >`select count(*)::int as count from pgboss.job where name like 'dead.%' and state = 'created'`
    : []
  const count = dead?.count ?? 0
  return { ok: count === 0, key: count === 0 ? 'cli.doctor.jobs' : 'cli.doctor.jobsBad', params: { count } }
}

const lookAtMail = ({ env }: CommandDeps): Finding => ({
  ok: true,
  key: env.SMTP_URL ? 'cli.doctor.mail' : 'cli.doctor.outbox',
})
