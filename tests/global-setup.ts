import type { TestProject } from 'vitest/node'
import { openDatabase } from '#db/client.ts'
import { startTestCluster } from '#db/embedded/index.ts'
import { migrate } from '#db/migrate.ts'
import { createDatabase, templateName } from './database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { host: string; port: number; user: string; password: string; database: string }
  }
}

/** One cluster for the run, with a template that is migrated once; each worker clones it. */
export default async function setup(project: TestProject) {
  const cluster = await startTestCluster()
  await createDatabase(cluster.connection, { name: templateName })
  await migrate({ ...cluster.connection, database: templateName })
  project.provide('cluster', cluster.connection)
  const { sql, close } = openDatabase(cluster.connection, { max: 1 })
  await sql.unsafe(`alter database ${templateName} with is_template true`)
  await close()
  return cluster.stop
}
