// Runs after `npm install`. Where the package is installed from its repository, as pre-commit does, there are neither
// dependencies nor bundles: both are made here. In a clone of a developer there is nothing to do.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('node_modules') && !existsSync('dist/cli.mjs')) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const env = { ...process.env, npm_config_global: 'false', npm_config_prefix: undefined };
  for (const args of [
    ['ci', '--no-audit', '--no-fund'],
    ['run', 'build:cli'],
  ]) {
    execFileSync(npm, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
  }
}
