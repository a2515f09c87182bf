// For:   the Node server: page cache, headers, limits, load context, pages, health, metrics.
// Owns:  no table; the cache of visitors' pages and the counts of one process.
// Tells: nothing.
// Hears: every notice of a fact, to drop the pages that showed it.
export { listenToFacts, type Notices } from './notices.ts'
export { type FrontDoor, openFrontDoor } from './listening.ts'
export { makeSite } from './site.ts'
export { countViewed } from './views-counted.ts'
