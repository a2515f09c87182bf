import { createHash, randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's floor for argon2id (the library's default kind): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string) => hash(password, cost)

/** A hash of nothing anyone can type, so that an unknown account costs what a known one does. */
const nobody =
  '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** Whether this is the password; the work is the same when there is no hash to compare with. */
export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  const matches = await verify(stored ?? nobody, password)
  return matches && Boolean(stored)
}

/** 256 random bits for a link, letter or key. */
export const newSecret = (prefix = '') => prefix + randomBytes(32).toString('base64url')

/** What tables hold of a secret. It has 128 bits or more, so a fast hash without salt is enough. */
export const sha256 = (secret: string) => createHash('sha256').update(secret).digest('hex')
