#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { version } from '../../package.json';

const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  // What a file leaves behind is collected early: ten thousand documents then need less than half of the memory. Batches
  // of results are read in parts, and take a quarter less time without this. Both and `lint` limit the space for new
  // objects themselves, to what makes them fast.
  if (first !== 'generate') setFlagsFromString('--heap-growing-percent=100');
  if (first !== 'generate' && first !== 'lint') setFlagsFromString('--semi-space-growth-factor=1');
  // Node 22 and later keep what they compiled for the next start.
  nodeModule.enableCompileCache?.();
  const { runProcess } = await import('./run.ts');
  await runProcess(version);
}
