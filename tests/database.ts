import type { Connection } from '#db/embedded/index.ts'
import { openDatabase } from '#db/client.ts'

export const templateName = 'throughline_template'

/** Creates a database on the test cluster, empty or as a clone of the migrated template. */
export async function createDatabase(
  cluster: Connection,
  { name, template }: { name: string; template?: string },
) {
  const { sql, close } = openDatabase(cluster, { max: 1 })
  await sql.unsafe(`drop database if exists "${name}" with (force)`)
  await sql.unsafe(`create database "${name}"${template ? ` template "${template}"` : ''}`)
  await close()
  return { ...cluster, database: name }
}

/** A database of its own for a test that commits: migrated, empty, dropped by `drop`. */
export async function ownDatabase(cluster: Connection, name: string) {
  const connection = await createDatabase(cluster, { name, template: templateName })
  const opened = openDatabase(connection)
  const drop = async () => {
    await opened.close()
    const { sql, close } = openDatabase(cluster, { max: 1 })
    await sql.unsafe(`drop database if exists "${name}" with (force)`)
    await close()
  }
  return { ...opened, connection, drop }
}
