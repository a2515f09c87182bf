// For:   the PostgreSQL that comes with Throughline, where DATABASE_URL names none.
// Owns:  the cluster below DATA_DIR, its socket, its password, its life.
// Tells: nothing.
// Hears: nothing.
export { claimFolder } from './claim.ts'
export { StartProblem } from './problem.ts'
export { startEmbedded } from './supervisor.ts'
export { startTestCluster } from './test-cluster.ts'
export type { Connection } from './postmaster.ts'
