import { pino, type Logger } from 'pino'

export type { Logger }

/** JSON lines on stderr, so that stdout stays free for what commands print. */
export const makeLog = (level: string): Logger =>
  pino(
    { level, base: null, redact: ['req.headers.cookie', 'req.headers.authorization', '*.password'] },
    pino.destination(2),
  )
