import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { SetUpError } from './progress.mjs';
import { pinnedNode, projectRoot } from './project.mjs';

const keptOutput = 20_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();

// Only Ctrl-C reaches the children by itself; they are to end with this process whatever ends it.
process.on('exit', () => {
  for (const child of children) child.kill();
});
const interrupted = () => process.exit(130);
const terminated = () => process.exit(143);
process.on('SIGINT', interrupted);
process.on('SIGTERM', terminated);

/** The environment of child processes: the pinned Node and the project's tools come first on the path. */
export function childEnvironment(extra = {}) {
  const path = [join(projectRoot, 'node_modules', '.bin'), dirname(pinnedNode), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path, ...extra };
}

/**
 * Runs a command quietly and resolves with its output; a failure shows what matters of that output.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] `timeout` in milliseconds
 * @returns {Promise<string>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      timeout: options.timeout,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-keptOutput);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    children.add(child);
    child.on('error', (error) => reject(new SetUpError(`${command} cannot be run: ${error.message}`)));
    child.on('close', (code, signal) => {
      children.delete(child);
      if (code === 0) return resolve(output);
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
      reject(new SetUpError(`${command} ${args.join(' ')} ${how}\n${excerpt(output)}`));
    });
  });
}

/**
 * Runs npm: the one that runs this script, if any, else the one on the path.
 *
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function runNpm(args, options = {}) {
  const quiet = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
  const script = process.env.npm_execpath;
  if (script?.endsWith('npm-cli.js')) return run(process.execPath, [script, ...quiet], options);
  // On Windows npm is a .cmd file, which only a shell can start.
  return process.platform === 'win32'
    ? run('cmd.exe', ['/d', '/c', 'npm', ...quiet], options)
    : run('npm', quiet, options);
}

/**
 * Hands the terminal over to a task on the pinned Node and resolves with its exit code.
 * Ctrl-C reaches the task too, a signal sent to this process alone does not: so it is passed on, and the task, which
 * ends what it started, is waited for.
 *
 * @param {string} script path from the project's root
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 * @returns {Promise<number>}
 */
export function runTask(script, args, env) {
  const child = spawn(pinnedNode, [join(projectRoot, script), ...args], {
    cwd: process.cwd(),
    env: childEnvironment(env),
    stdio: 'inherit',
  });
  const pass = () => child.kill('SIGTERM');
  process.off('SIGINT', interrupted);
  process.off('SIGTERM', terminated);
  process.on('SIGINT', pass);
  process.on('SIGTERM', pass);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', pass);
      process.off('SIGTERM', pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** A failing program says what is wrong at the beginning or at the end of what it prints. */
function excerpt(/** @type {string} */ text) {
  const lines = text.trim().split('\n');
  const shown = lines.length <= 30 ? lines : [...lines.slice(0, 15), '…', ...lines.slice(-15)];
  return shown.map((line) => `    ${line}`).join('\n');
}
