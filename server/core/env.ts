import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const port = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(0, 'must be 0 or more')
  .max(65535, 'must be at most 65535')
const url = (protocols: readonly string[]) =>
  z.url({
    protocol: new RegExp(`^(${protocols.join('|')})$`),
    error: `must be a URL that begins with ${protocols.map((p) => `${p}://`).join(' or ')}`,
  })

/** The environment that interfaces.md lists; other variables are nobody's business. */
export const envSchema = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  ORIGIN: url(['http', 'https'])
    .transform((value) => new URL(value).origin)
    .optional(),
  DATA_DIR: z.string().min(1, 'must not be empty').default('.data'),
  DATABASE_URL: url(['postgres', 'postgresql']).optional(),
  ROLE: z.enum(['all', 'web', 'worker'], 'must be all, web or worker').default('all'),
  SMTP_URL: url(['smtp', 'smtps']).optional(),
  SESSION_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  ENCRYPTION_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  STORAGE_URL: url(['s3']).optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
  NODE_ENV: z.string().optional(),
  CORPUS_DIR: z.string().optional(),
  THROUGHLINE_TEST_CLOCK: z.string().optional(),
})

export type Env = z.output<typeof envSchema>

/** Malformed values, one readable line each. */
export class BadEnvironment extends Error {
  readonly lines: readonly string[]
  constructor(lines: readonly string[]) {
    super(`The environment does not hold:\n${lines.map((line) => `  ${line}`).join('\n')}`)
    this.lines = lines
  }
}

/** The environment of this process; a `.env` file in `folder` adds what is not set. */
export function ownEnvironment(folder: string): Env {
  const file = join(folder, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return readEnv(process.env)
}

/** Parses the environment once; an empty value counts as absent. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = envSchema.safeParse(given)
  const lines = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  if (given.THROUGHLINE_TEST_CLOCK && given.NODE_ENV !== 'test')
    lines.push('THROUGHLINE_TEST_CLOCK is for tests only: it needs NODE_ENV=test')
  if (!result.success || lines.length > 0) throw new BadEnvironment(lines)
  return result.data
}
