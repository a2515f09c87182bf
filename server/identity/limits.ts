import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { TooMany } from '#server/core/errors.ts'
import { callerNetwork } from '#server/core/network.ts'

const minutes = 60
const hours = 60 * minutes

/** Attempts in a number of seconds. The account is named as typed, so unknown ones are counted like known ones. */
const rules = {
  signInAccount: { points: 10, duration: 15 * minutes },
  signInCaller: { points: 60, duration: hours },
  join: { points: 10, duration: hours },
  recoverCaller: { points: 10, duration: hours },
  recoverAddress: { points: 3, duration: hours },
} as const

type Rule = keyof typeof rules
export type Attempt = { rule: Rule; key: string }

export type Limits = {
  /** Counts one attempt for each, before any work is done; throws TooMany with the seconds to wait. */
  attempt(attempts: Attempt[]): Promise<void>
  /** Takes back what an attempt counted that turned out to be right. */
  forgive(attempts: Attempt[]): Promise<void>
}

/** The attempts of one process, kept in memory; made once at start and handed on by the load context. */
export function makeLimits(): Limits {
  const limiters = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, new RateLimiterMemory({ keyPrefix: name, ...rule })]),
  ) as Record<Rule, RateLimiterMemory>
  return {
    async attempt(attempts) {
      for (const { rule, key } of attempts) await consume(limiters[rule], key)
    },
    async forgive(attempts) {
      for (const { rule, key } of attempts) await limiters[rule].delete(key)
    },
  }
}

async function consume(limiter: RateLimiterMemory, key: string) {
  try {
    await limiter.consume(key)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    throw new TooMany('identity.limit', Math.max(1, Math.ceil(refused.msBeforeNext / 1000)))
  }
}

const byAccount = (account: string, ip: string) => `${account.trim().toLowerCase()} ${callerNetwork(ip)}`

export const signInAttempts = ({ login, ip }: { login: string; ip: string }): Attempt[] => [
  { rule: 'signInAccount', key: byAccount(login, ip) },
  { rule: 'signInCaller', key: callerNetwork(ip) },
]
export const joinAttempts = ({ ip }: { ip: string }): Attempt[] => [{ rule: 'join', key: callerNetwork(ip) }]
export const recoverAttempts = ({ email, ip }: { email: string; ip: string }): Attempt[] => [
  { rule: 'recoverCaller', key: callerNetwork(ip) },
  { rule: 'recoverAddress', key: email.trim().toLowerCase() },
]
