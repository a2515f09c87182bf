/** The filters of the log of moderation, as its address names them. */
export const logFields = ['action', 'clause', 'by', 'member', 'from', 'until'] as const

export const logFilter = (url: URL): Record<(typeof logFields)[number], string> =>
  Object.fromEntries(logFields.map((name) => [name, url.searchParams.get(name) ?? ''])) as Record<
    (typeof logFields)[number],
    string
  >
