import { createHmac, timingSafeEqual } from 'node:crypto'
import type { MemberId } from '#server/core/ids.ts'

/** What the terms interrupted is kept for a month, its stamp with it. */
const longest = 31 * 86_400_000

/**
 * A form carries the moment at which it was shown, signed for its member, so that nobody can claim to have taken longer
 * (MOD-19). A stamp that is missing, forged, somebody else's or older than a month says nothing: 0 seconds.
 */
export function formStamps(secret: string) {
  const signed = (memberId: MemberId, at: number) =>
    createHmac('sha256', secret).update(`form ${memberId} ${at}`).digest('base64url').slice(0, 22)
  return {
    stamp: (memberId: MemberId, now: Date) => `${now.getTime()}.${signed(memberId, now.getTime())}`,
    secondsSince(stamp: string, { memberId, now }: { memberId: MemberId; now: Date }): number {
      const [moment = '', sign = ''] = stamp.split('.')
      const at = Number(moment)
      const age = now.getTime() - at
      if (!/^\d+$/.test(moment) || age < 0 || age > longest || !equal(sign, signed(memberId, at))) return 0
      return Math.floor(age / 1000)
    },
  }
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
