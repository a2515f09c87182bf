/** How often a token was seen in spam and in what stood; and how many lessons of either there were. */
export type Seen = { spam: number; ham: number }

const strength = 0.45
const mostTelling = 150
const leastTelling = 0.1

/**
 * How likely words are spam, 0 to 1, by Robinson's and Fisher's way of combining (as in SpamBayes): each token's share is
 * drawn towards one half while it is rare, the most telling ones are combined, and words that say nothing stay at one half.
 */
export function spamLikelihood(tokens: readonly Seen[], lessons: Seen): number {
  const telling = tokens
    .map((seen) => shareOf(seen, lessons))
    .filter((share) => Math.abs(share - 0.5) >= leastTelling)
    .sort((a, b) => Math.abs(b - 0.5) - Math.abs(a - 0.5) || b - a)
    .slice(0, mostTelling)
  if (telling.length === 0) return 0.5
  const log = (of: (share: number) => number) => telling.reduce((sum, share) => sum + Math.log(of(share)), 0)
  const spam = 1 - chiTail(-2 * log((share) => 1 - share), telling.length)
  const ham = 1 - chiTail(-2 * log((share) => share), telling.length)
  return (1 + spam - ham) / 2
}

function shareOf({ spam, ham }: Seen, lessons: Seen): number {
  const inSpam = spam / Math.max(lessons.spam, 1)
  const inHam = ham / Math.max(lessons.ham, 1)
  const seen = spam + ham
  if (seen === 0) return 0.5
  return (strength * 0.5 + (seen * inSpam) / (inSpam + inHam)) / (strength + seen)
}

/** The chance that chi-squared with 2n degrees of freedom exceeds x; summed from logs, so that it does not underflow. */
function chiTail(x: number, n: number): number {
  const half = x / 2
  let term = Math.exp(-half)
  if (term === 0) return normalTail(x, n)
  let sum = term
  for (let i = 1; i < n; i++) {
    term *= half / i
    sum += term
  }
  return Math.min(1, sum)
}

/** Wilson and Hilferty's approximation, for values whose exponential is below what a number holds. */
function normalTail(x: number, n: number): number {
  const degrees = 2 * n
  const z = (Math.cbrt(x / degrees) - (1 - 2 / (9 * degrees))) / Math.sqrt(2 / (9 * degrees))
  return z > 6 ? 0 : z < -6 ? 1 : 1 / (1 + Math.exp(1.702 * z))
}
