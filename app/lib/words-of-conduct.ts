import conduct from '../messages/conduct/en.json'
import { learn } from './words.ts'

// Loaded by the pages about rules and their keeping: statements, member files, the log, and who may do what.
learn(conduct)
