import { openDatabase } from './client.ts'
import { startEmbedded } from './embedded/index.ts'
import { migrate } from './migrate.ts'

type Where = { url: string | undefined; folder: string; log: (line: string) => void }

/** The database of one process, migrated: `close` ends the pool, then stops PostgreSQL unless others use it. */
export type Opened = Awaited<ReturnType<typeof openMigrated>>

/** Reaches the external server of `url`, or the embedded one of `folder`, and brings its tables up to date. */
export async function openMigrated({ url, folder, log }: Where) {
  const embedded = url === undefined ? await startEmbedded({ folder, log }) : undefined
  const address = url ?? embedded?.connection ?? ''
  try {
    const { applied } = await migrate(address)
    if (applied > 0) log(`The database was brought up to date (${applied} ${applied === 1 ? 'migration' : 'migrations'}).`)
  } catch (error) {
    await embedded?.stop()
    throw error
  }
  const { sql, db, close } = openDatabase(address)
  return {
    address,
    sql,
    db,
    close: async () => {
      await close()
      await embedded?.stop()
    },
  }
}
