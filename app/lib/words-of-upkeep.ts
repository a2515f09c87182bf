import upkeep from '../messages/upkeep/en.json'
import { learn } from './words.ts'

// Loaded by the pages on which topics, boards and rules are kept in order.
learn(upkeep)
