import moderation from '../messages/moderation/en.json'
import { learn } from './words.ts'

// Loaded by the queue's pages, and by those on which members report.
learn(moderation)
