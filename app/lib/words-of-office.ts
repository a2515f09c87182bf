import office from '../messages/office/en.json'
import { learn } from './words.ts'

// Loaded by the console's and the administration's pages alone: readers do not download the staff's words.
learn(office)
