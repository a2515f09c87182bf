// Starts the house as the launcher does, without its look at dependencies and build.
import { spawn } from 'node:child_process'

spawn(process.execPath, ['server/main.ts', 'start'], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
