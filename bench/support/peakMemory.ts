/** Loaded before a program (`node --import`): it prints its peak memory and its processor time on standard error. */
import { writeSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(2, `\npeak ${maxRSS * 1024} ${userCPUTime + systemCPUTime}\n`);
});
