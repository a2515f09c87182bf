import account from '../messages/account/en.json'
import { learn } from './words.ts'

// Loaded by what only someone joining, signing in or looking after their account reads.
learn(account)
