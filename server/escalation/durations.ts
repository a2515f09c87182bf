const shape = /^PT(?=\d)(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?$/

/** Seconds of an ISO 8601 duration in hours, minutes and seconds; null for anything else, days included (crm.md 5.2). */
export function durationSeconds(text: string): number | null {
  const parts = shape.exec(text)
  if (!parts) return null
  return Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3] ?? 0)
}

/** The shortest ISO 8601 text of whole seconds: `PT24H`, `PT1H30M`, `PT2S`. */
export function isoDuration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60]
  const text = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest ? `${rest}S` : ''}`
  return `PT${text || '0S'}`
}
