import { appendFileSync } from 'node:fs'
import { openDatabase } from '#db/client.ts'
import { startWorker } from '#jobs/worker.ts'
import { reaction } from '#server/core/reaction.ts'
import { following, planOf, workerPlace } from './place.ts'

/**
 * A worker in a process of its own, for tests that kill it. Arguments: the connection as JSON, a file to write to, and
 * `slow` for a reaction that begins and does not end.
 */
const [connectionJson = '', file = '', pace = ''] = process.argv.slice(2)
const connection = JSON.parse(connectionJson)
const opened = openDatabase(connection, { max: 4 })

const note = reaction<'board.created'>('test.note', async (_ctx, fact) => {
  appendFileSync(file, `began ${fact.id}\n`)
  if (pace === 'slow') await new Promise((resolve) => setTimeout(resolve, 3_600_000))
  appendFileSync(file, `ended ${fact.id}\n`)
})

await startWorker(
  workerPlace({ ...opened, connection }, planOf({ reactions: following({ 'board.created': [note] }) })),
)
appendFileSync(file, 'ready\n')
