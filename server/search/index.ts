// For:   finding topics by words and typed operators.
// Owns:  nothing; it reads the forum's text indexes.
// Tells: nothing.
// Hears: nothing.
export { writeQuery } from './query.ts'
export { searchTopics } from './views/search-topics.ts'
export { searchInput } from './input.ts'
