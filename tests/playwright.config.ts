import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'

// workers read this file again and must find the folder and the port of the first reading
process.env.JOURNEY_DATA ??= mkdtempSync(join(tmpdir(), 'throughline-journeys-'))
// where root runs the tests, the database runs as another user and must get in
chmodSync(process.env.JOURNEY_DATA, 0o755)
process.env.JOURNEY_PORT ??= String(20_000 + (process.pid % 20_000))
const origin = `http://127.0.0.1:${process.env.JOURNEY_PORT}`

/** The journeys: one browser against the built house with the sample community, in a data folder of its own. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  // each journey makes what it looks at, so that two people may walk at once
  workers: 2,
  fullyParallel: true,
  // a journey signs several people in and waits for what is live; a machine may be busy with more than this
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: origin,
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: {
      // a browser that the machine has already; otherwise Playwright's own
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `${process.execPath} server/main.ts demo`,
    cwd: '..',
    url: `${origin}/healthz`,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    env: { PORT: process.env.JOURNEY_PORT, ORIGIN: origin, DATA_DIR: process.env.JOURNEY_DATA },
  },
})
