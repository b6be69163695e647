import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repairSop, repairTools, replyShot } from '../generation/run/samples.ts';
import { type ServerOptions, startOpenAiServer } from '../support/openaiServer.ts';
import { cli, folderOf } from './support.ts';

const FILES = { 'a.sop.md': repairSop, 'a.tools.json': JSON.stringify(repairTools) };
const WORDS = 'amber cedar dahlia fern ginger hazel iris juniper kelp larch maple nettle olive poppy quince'.split(' ');

/** A folder with a procedure and tools, a model server, and `generate` that writes to `x.shots.md` there. */
export async function setUp(replies: ServerOptions['replies']) {
  const server = await startOpenAiServer({ replies: replies ?? [], lifetimeSeconds: 600 });
  const folder = await folderOf(FILES);
  const base = ['generate', '--sop', 'a.sop.md', '--tools', 'a.tools.json', '--language', 'en'];
  const out = join(folder, 'x.shots.md');
  const toArgs = (args: readonly string[]): readonly string[] => [
    ...base,
    '--base-url',
    server.baseUrl,
    '--out',
    'x.shots.md',
    '--concurrency',
    '1',
    ...args,
  ];
  const run = (args: readonly string[], io = {}) => cli(folder, toArgs(args), io);
  return {
    server,
    folder,
    out,
    toArgs,
    run,
    read: () => readFile(out, 'utf8'),
    edit: async (change: (text: string) => string) => writeFile(out, change(await readFile(out, 'utf8'))),
    [Symbol.asyncDispose]: server.close,
  };
}

/** A shot that resembles no other one of another number. */
export function createShot(number: number) {
  const word = (at: number): string => WORDS[(number * 7 + at * (3 + (number % 5))) % WORDS.length] ?? '';
  const about = Array.from({ length: 9 }, (_, at) => `${word(at)}${number}`).join(' ');
  return replyShot(about, `${word(1)}${number} ${word(4)}${number}`);
}

export const draftsIn = (text: string): number => text.match(/status: draft/g)?.length ?? 0;
