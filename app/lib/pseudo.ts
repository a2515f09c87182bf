const accented: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  d: 'ð',
  e: 'é',
  g: 'ĝ',
  h: 'ĥ',
  i: 'í',
  k: 'ķ',
  l: 'ļ',
  n: 'ñ',
  o: 'ó',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'ú',
  w: 'ŵ',
  y: 'ý',
  z: 'ž',
  A: 'Á',
  C: 'Ç',
  D: 'Ð',
  E: 'É',
  G: 'Ĝ',
  H: 'Ĥ',
  I: 'Í',
  L: 'Ļ',
  N: 'Ñ',
  O: 'Ó',
  R: 'Ŕ',
  S: 'Š',
  T: 'Ţ',
  U: 'Ú',
  W: 'Ŵ',
  Y: 'Ý',
  Z: 'Ž',
}

/** A message pattern made longer by 40 % and accented, its placeholders and plural labels left as they are. */
export function pseudo(pattern: string): string {
  const letters = pattern.replace(/\{[^{}]*\}/g, '').length
  return `[${accent(pattern)}${'·'.repeat(Math.max(1, Math.ceil(letters * 0.4)))}]`
}

/** Braces at odd depth hold names and labels; at even depth they hold text again, as inside a plural case. */
function accent(pattern: string): string {
  let depth = 0
  let result = ''
  for (const char of pattern) {
    if (char === '{') depth++
    if (char === '}') depth--
    result += depth % 2 === 0 ? (accented[char] ?? char) : char
  }
  return result
}
