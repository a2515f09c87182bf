import { openDatabase } from './client.ts'
import { startEmbedded } from './embedded/index.ts'
import { migrate } from './migrate.ts'

export type Where = { url: string | undefined; folder: string; log: (line: string) => void }

/** The database of one process: `close` ends the pool, then stops PostgreSQL unless others use it. */
export type Opened = Awaited<ReturnType<typeof openReached>>

/** Reaches the external server of `url`, or starts or joins the embedded one of `folder`; its tables are left as they are. */
export async function openReached({ url, folder, log }: Where) {
  const embedded = url === undefined ? await startEmbedded({ folder, log }) : undefined
  const address = url ?? embedded?.connection ?? ''
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

/** The same, with its tables brought up to date first. */
export async function openMigrated(where: Where): Promise<Opened & { applied: number }> {
  const opened = await openReached(where)
  try {
    const { applied } = await migrate(opened.address)
    if (applied > 0)
      where.log(
        `The database was brought up to date (${applied} ${applied === 1 ? 'migration' : 'migrations'}).`,
      )
    return { ...opened, applied }
  } catch (error) {
    await opened.close()
    throw error
  }
}
