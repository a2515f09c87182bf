import { resolve } from 'node:path'
import express, { Router } from 'express'

const client = resolve(import.meta.dirname, '../../build/client')

/** What the build made: hashed names are kept for a year, files with plain names for an hour. */
export function assets(): Router {
  const router = Router()
  router.use('/assets', express.static(`${client}/assets`, { immutable: true, maxAge: '1y', index: false }))
  router.use('/assets', (_req, res) => void res.status(404).type('text').send('Not found'))
  router.use(express.static(client, { maxAge: '1h', index: false }))
  return router
}
