import { stat } from 'node:fs/promises';
import { packageExtension } from '../vscode/extension.ts';

const path = await packageExtension();
console.log(`${path} (${Math.round((await stat(path)).size / 1024)} kB)`);
