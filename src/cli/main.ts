#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { version } from '../../package.json';

const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  // Node 22 and later keep what they compiled for the next start.
  nodeModule.enableCompileCache?.();
  const { runProcess } = await import('./run.ts');
  await runProcess(version);
}
