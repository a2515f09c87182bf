// For:   who may listen, and what is announced to them: news that something changed, never what.
// Owns:  no table; the sockets of one process. `socket_io_attachments` is the adapter's.
// Tells: nothing.
// Hears: every notice of a fact.
export { attachRealtime } from './attaching.ts'
