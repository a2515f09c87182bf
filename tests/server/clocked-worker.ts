import { webPush } from '#server/notifications/index.ts'
import { pino } from 'pino'
import { openDatabase } from '#db/client.ts'
import { startWorker } from '#jobs/worker.ts'
import { fileClock } from '#server/core/clock.ts'

/** The whole worker in a process of its own, by the time in a file: for tests that kill it. Arguments: connection, file. */
const [connectionJson = '', clockFile = ''] = process.argv.slice(2)
const connection = JSON.parse(connectionJson)
const opened = openDatabase(connection, { max: 4 })

await startWorker({
  ...opened,
  address: connection,
  clock: fileClock(clockFile),
  log: pino({ level: 'silent' }),
  site: 'https://forum.example',
  tools: { carrier: null, push: webPush() },
})
process.stdout.write('ready\n')
process.on('disconnect', () => process.exit(0))
