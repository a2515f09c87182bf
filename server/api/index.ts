// For:   programs: the REST API under /api/v1, thin over the verbs and views of the rooms, and its OpenAPI document.
// Owns:  idempotency_keys.
// Tells: nothing of its own.
// Hears: nothing.
export { apiRouter } from './router.ts'
export { endpoints } from './endpoints.ts'
