import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#db/client.ts'
import { startTestCluster } from '#db/embedded/index.ts'
import { migrate } from '#db/migrate.ts'
import { createDatabase, templateName } from '#tests/database.ts'

export type Places = Awaited<ReturnType<typeof openPlaces>>
export type Place = Awaited<ReturnType<Places['database']>>

/** A PostgreSQL of the bench's own on a TCP port, and a folder for what servers keep; both are gone after `close`. */
export async function openPlaces() {
  const cluster = await startTestCluster({ tcp: true })
  const folder = mkdtempSync(join(tmpdir(), 'throughline-bench-'))
  await createDatabase(cluster.connection, { name: templateName })
  await migrate({ ...cluster.connection, database: templateName })
  const opened: { close(): Promise<void> }[] = []
  return {
    folder,
    port: cluster.connection.port,
    /** An empty migrated database. */
    async database(name: string) {
      const connection = await createDatabase(cluster.connection, { name, template: templateName })
      const place = openDatabase(connection, { max: 4 })
      opened.push(place)
      const { user, password } = connection
      const urlAt = (port: number) => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`
      return { ...place, connection, urlAt, url: urlAt(connection.port) }
    },
    async close() {
      for (const place of opened) await place.close()
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
