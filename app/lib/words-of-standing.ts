import standing from '../messages/standing/en.json'
import { learn } from './words.ts'

// Loaded by the pages about reputation, abilities, ranks and badges.
learn(standing)
