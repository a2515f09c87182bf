/**
 * The levels of the house, lowest first. A room imports rooms strictly below it, through their `index.ts`; never
 * sideways. `core` has no door: its files are imported one by one. The boundary rules and the README map derive from
 * this array, so a new room is one word here.
 */
export const levels = [
  ['core'],
  ['settings', 'terms'],
  ['identity'],
  ['screening'],
  ['forum'],
  ['moderation', 'reputation', 'ideas', 'search', 'notifications', 'crm', 'webhooks', 'media', 'mail'],
  ['escalation', 'insights'],
]

/** The top level in `server/`: adapters over verbs and views. `app/routes` and `jobs` stand beside them. */
export const doors = ['realtime', 'http', 'api', 'cli']

/** Every room that owns a part of the domain, `core` left out. */
export const rooms = levels.slice(1).flat()

/** The rooms a room may import, `core` left out. */
export const roomsBelow = (room) => {
  const level = levels.findIndex((names) => names.includes(room))
  return level < 1 ? [] : levels.slice(1, level).flat()
}

/** Tables of a room stand in the file of its name in db/schema; those of some fill a second one. */
const furtherTables = { reputation: ['standing', 'irregularities'] }
export const tableFilesOf = (room) => [room, ...(furtherTables[room] ?? [])]

/** Modules that page components may import as values: pure functions without imports of their own. */
export const openToTheBrowser = ['server/core/paths.ts', 'server/core/icu.ts']

/** The levels as the README shows them, highest first; `readme.test.ts` holds the README to it. */
export function houseMap() {
  const top = ['app/routes', 'jobs', ...doors.map((door) => `server/${door}`)]
  const shown = [['core  →  db/schema, db/client'], ...levels.slice(1), top]
  return shown
    .map((names, level) => `level ${level}   ${names.join('  ')}`)
    .reverse()
    .join('\n')
}
