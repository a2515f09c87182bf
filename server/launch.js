// The guard every npm script enters through. Plain JavaScript without dependencies, for any Node from 20: it makes sure
// that dependencies and build are those of this tree, then hands over to the project's own Node 24.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const modules = join(root, 'node_modules')
const needed = 24
const ownTree = `Start as the user who owns ${root}, or change its owner.`

/** What follows for each script: the entry, whether a build must stand, and arguments of its own. */
const scripts = {
  start: { entry: 'server/main.ts', build: true, args: ['start'] },
  demo: { entry: 'server/main.ts', build: true, args: ['demo'] },
  dev: { entry: 'server/main.ts', build: false, args: ['dev'] },
  check: { entry: 'tests/house/check.js', build: false, args: [] },
  test: { entry: 'tests/launch/run-tests.ts', build: true, args: [] },
  bench: { entry: 'tests/bench/index.ts', build: true, args: [] },
  throughline: { entry: 'server/cli/index.ts', build: false, args: [] },
}

const [name = '', ...given] = process.argv.slice(2)
const script = scripts[name]
if (!script) fail(`There is no script “${name}”.`, `Use one of: npm run ${Object.keys(scripts).join(', ')}.`)

// only the command line promises a clean stdout; progress goes to stderr for all
await upToDate(dependenciesStand, installDependencies)
const node = findNode()
if (script.build) await upToDate(buildStands, () => build(node))
handOver(node)

/** Looks, takes the lock of this tree, looks again, works: two starts at once install and build once. */
async function upToDate(stands, work) {
  if (stands()) return
  const lock = join(root, '.cache', 'launch.lock')
  attempt('The folder .cache cannot be written', () => mkdirSync(join(root, '.cache'), { recursive: true }))
  for (let told = false; !take(lock); told = true) {
    if (!told) say('Another start is installing or building here; waiting for it …')
    await new Promise((later) => setTimeout(later, 200))
  }
  const release = () => rmSync(lock, { force: true })
  process.once('exit', release)
  if (!stands()) work()
  process.off('exit', release)
  release()
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') fail(`The lock ${lock} cannot be written (${error.code}).`, ownTree)
    if (!lives(Number(readFileSync(lock, { encoding: 'utf8', flag: 'a+' })))) rmSync(lock, { force: true })
    return false
  }
}

function lives(pid) {
  try {
    return pid === 0 || process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The lock file's hash is stamped after an install; without a stamp, what npm recorded is compared package by package. */
function dependenciesStand() {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const hash = digest(lockText)
  if (read(join(modules, '.throughline-lock')) === hash) return true
  const installed = JSON.parse(read(join(modules, '.package-lock.json')) ?? '{}').packages
  if (!installed) return false
  const differs = ([path, wanted]) =>
    path !== '' && (installed[path] ? installed[path].version !== wanted.version : !wanted.optional)
  if (Object.entries(JSON.parse(lockText).packages).some(differs)) return false
  stampDependencies(hash)
  return true
}

// a tree that is up to date may well be read-only
function stampDependencies(hash) {
  try {
    writeFileSync(join(modules, '.throughline-lock'), hash)
  } catch {
    return
  }
}

function installDependencies() {
  say('Installing dependencies from package-lock.json (about a minute) …')
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--include=optional', '--no-fund', '--no-audit']
  const begun = Date.now()
  const done = npm?.endsWith('.js') ? run(process.execPath, [npm, ...args]) : run('npm', args)
  if (done.error?.code === 'ENOENT') fail('npm is not installed.', 'Install npm, then start again.')
  if (done.status !== 0) {
    fail(
      'Installing the dependencies failed; npm’s reason stands above.',
      `Check the network and that you may write ${modules}, then run \`npm ci\`.`,
    )
  }
  stampDependencies(digest(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  say(`Dependencies installed in ${seconds(begun)}.`)
}

/** The project's own Node from the lock file, else a system Node that is new enough. */
function findNode() {
  const own = join(modules, '.bin', 'node')
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own
  if (Number(process.versions.node.split('.')[0]) >= needed) return process.execPath
  fail(
    `Throughline needs Node ${needed}; this is ${process.version} and none came with the dependencies for ${process.platform}-${process.arch}.`,
    `Install Node ${needed} or newer (https://nodejs.org), then start again.`,
  )
}

function buildStands() {
  return read(join(root, 'build', '.stamp')) === sourceHash()
}

function build(node) {
  say('Building the pages …')
  const begun = Date.now()
  const hash = sourceHash()
  const stamp = join(root, 'build', '.stamp')
  attempt('The folder build cannot be written', () => rmSync(stamp, { force: true }))
  const cli = join(modules, '@remix-run', 'dev', 'dist', 'cli.js')
  const done = run(node, [cli, 'vite:build', '--config', 'remix.config.js'], { NODE_ENV: 'production' })
  if (done.status !== 0) {
    fail(
      'Building the pages failed; the reason stands above.',
      `Mend what it names, or check that you may write ${join(root, 'build')}.`,
    )
  }
  attempt('The build cannot be stamped', () => writeFileSync(stamp, hash))
  say(`Pages built in ${seconds(begun)}.`)
}

/** Everything a build depends on. */
function sourceHash() {
  const hash = createHash('sha256')
  for (const part of ['app', 'themes', 'public', 'server', 'db']) addFolder(hash, join(root, part))
  for (const file of ['remix.config.js', 'package-lock.json', 'package.json'])
    hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

function addFolder(hash, folder) {
  if (!existsSync(folder)) return
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) addFolder(hash, path)
    else if (entry.isFile()) hash.update(path.slice(root.length)).update(readFileSync(path))
  }
}

/** Signals are passed on; the channel lets the entry notice when this process is killed outright. */
function handOver(node) {
  const child = spawn(node, [join(root, script.entry), ...script.args, ...given], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: ownEnvironment(),
  })
  stopWithNpm(child)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`${node} cannot be started (${error.code}).`, 'Run `npm ci`.'))
  child.on('exit', (status, signal) => {
    if (signal) process.removeAllListeners(signal)
    if (signal) process.kill(process.pid, signal)
    else process.exit(status)
  })
}

/** A signal to npm ends the shell between npm and this process, which passes nothing on: its going is the signal. */
function stopWithNpm(child) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 250).unref()
}

function run(program, args, env = {}) {
  return spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...ownEnvironment(), ...env },
  })
}

/** Node keeps what it compiled, so that a warm start is quicker; where it cannot write, it does without. */
function ownEnvironment() {
  const cache = process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'node')
  return { ...process.env, NODE_COMPILE_CACHE: cache, PATH: `${join(modules, '.bin')}:${process.env.PATH}` }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function attempt(what, work) {
  try {
    return work()
  } catch (error) {
    fail(`${what} (${error.code}).`, ownTree)
  }
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex')
}

function seconds(begun) {
  return `${((Date.now() - begun) / 1000).toFixed(1)} s`
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function fail(cause, next) {
  say(`${cause}\n${next}`)
  process.exit(1)
}
