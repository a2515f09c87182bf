import { resolve } from 'node:path'
import { readdirSync } from 'node:fs'
import express, { Router } from 'express'

const client = resolve(import.meta.dirname, '../../build/client')

/** What the build made: hashed names are kept for a year, files with plain names for an hour. */
export function assets(): Router {
  const router = Router()
  router.use('/assets', express.static(`${client}/assets`, { immutable: true, maxAge: '1y', index: false }))
  router.use('/assets', (_req, res) => void res.status(404).type('text').send('Not found'))
  const plain = express.static(client, { maxAge: '1h', index: false })
  // known by name, so that no page's address is looked for on the disk
  const names = new Set(readdirSync(client).map((name) => `/${name}`))
  router.use((req, res, next) => (names.has(req.path) ? plain(req, res, next) : next()))
  return router
}
