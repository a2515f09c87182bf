// For:   what members earned and why: the ledger of people, the ledger of content, and what is recognised by them.
// Owns:  reputation_entries, score_entries.
// Tells: reputation.changed.
// Hears: vote.*, answer.accepted, acceptance.withdrawn, post.*, topic.*.
export { reckonPost, reckonTopic } from './reactions.ts'
export { reckonMembers } from './ledger.ts'
export { recomputeReputation, recomputeScores } from './recomputing.ts'
