/** Loaded before a program (`node --import`): its last words on standard error are the memory it had at most. */
import { writeSync } from 'node:fs';

process.on('exit', () => writeSync(2, `\npeak ${process.resourceUsage().maxRSS * 1024}\n`));
