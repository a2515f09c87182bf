import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { codeOf } from './problem.ts'

/** Whether a process with this id exists; one of another user (EPERM) does. A zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false
  }
  return procStat(pid)?.[0] !== 'Z'
}

/** The command line of a process, words joined by spaces; empty when it cannot be told. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ps(pid, 'command=')
  }
}

/** A mark that differs between two processes which had the same id one after the other. */
export function birthOf(pid: number): string {
  return procStat(pid)?.[19] ?? ps(pid, 'lstart=')
}

/** Fields of /proc/<pid>/stat after the command name: [0] is the state, [19] the start in clock ticks. */
function procStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

// macOS has no /proc
function ps(pid: number, column: string): string {
  if (process.platform === 'linux') return ''
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}
