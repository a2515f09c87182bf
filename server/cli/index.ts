// For:   the administration command line, `npm run throughline -- <command>`: thin over verbs and views.
// Owns:  no table.
// Tells: nothing of its own.
// Hears: nothing.
import process from 'node:process'
import '#server/resolving.ts'

// only what is imported from here on finds its modules the quick way
const { runCommand } = await import('./running.ts')
process.exit(await runCommand(process.argv.slice(2)))
