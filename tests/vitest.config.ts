import { defineConfig } from 'vitest/config'
import { LongestFirst } from './longest-first.ts'

export default defineConfig({
  test: {
    root: '.',
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    globalSetup: ['tests/global-setup.ts'],
    pool: 'forks',
    // module lookups take half the time of an import without it
    execArgv: ['--import', './server/resolving.ts'],
    // no test mocks a module or keeps a value in one; every file would otherwise import the house anew
    isolate: false,
    // one more than cores: much of it waits for PostgreSQL and for other processes
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    env: { NODE_ENV: 'test' },
    reporters: ['default'],
  },
})
