import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLanguageService, type DocumentContext, type WorkspaceHost } from '../../src/core/index.ts';
import { CommandError, runTask } from '../vscode/processes.ts';

/** Files that hold prompts, whatever language their programs are in. */
const PROMPT = /\.(?:md|txt|prompt|jinja|j2)$/;
const TOOLS = /\.tools\.(?:json|ya?ml)$/;

/** How much of a block an outline shows. */
const WIDTH = 70;

await runTask(readPrompts);

/**
 * Prints how the linter reads each raw prompt of a folder: its roles, shots, calls and findings; with `--outline` also
 * every block. A file `NAME.tools.json` beside `NAME` holds the prompt's tools.
 */
async function readPrompts(): Promise<void> {
  const args = process.argv.slice(2);
  const folder = args.find((arg) => !arg.startsWith('--'));
  if (folder === undefined) throw new CommandError('usage: node scripts/tasks/readPrompts.ts FOLDER [--outline]');
  const files = (await readdir(folder, { recursive: true })).filter((name) => PROMPT.test(name)).sort();
  for (const name of files) {
    for (const line of await describe(
      join(folder, name),
      relative('.', join(folder, name)),
      args.includes('--outline'),
    ))
      console.log(line);
  }
}

async function describe(path: string, shown: string, withOutline: boolean): Promise<readonly string[]> {
  const uri = pathToFileURL(path).href;
  const service = createLanguageService(hostOf(path), { language: 'en' });
  const { diagnostics } = await service.lint(uri, {}, 'shots');
  const context = await service.getContext(uri, 'shots');
  if (context === undefined) return [`${shown}: cannot be read`];
  const findings = diagnostics.map(
    ({ range, severity, rule, message }) =>
      `  ${range.start.line + 1}:${range.start.character + 1} ${severity} ${rule}: ${message}`,
  );
  return [`${shown}: ${summaryOf(context)}`, ...(withOutline ? outlineOf(context) : []), ...findings];
}

/** Reads the prompt and the tool file beside it, and nothing else. */
function hostOf(path: string): WorkspaceHost {
  const folder = pathToFileURL(join(path, '..')).href;
  return {
    roots: [folder],
    readFile: async (uri) => {
      try {
        return { ok: true, text: await readFile(new URL(uri), 'utf8'), version: '1' };
      } catch {
        return { ok: false, reason: 'not-found' };
      }
    },
    listFiles: async (_, kind) => {
      if (kind !== 'tools') return [];
      const names = await readdir(join(path, '..'));
      return names
        .map((name) => join(path, '..', name))
        .filter((other) => TOOLS.test(other) && other.startsWith(`${path}.`))
        .map((other) => pathToFileURL(other).href);
    },
    logger: { info: () => undefined, warn: () => undefined },
  };
}

function summaryOf({ document }: DocumentContext): string {
  const roles = new Map<string, number>();
  for (const node of document.tree.nodes)
    if (node.kind === 'block') roles.set(node.role, (roles.get(node.role) ?? 0) + 1);
  const styles = [...new Set(document.shots.map(({ style }) => style))].join('+');
  const calls = document.callOccurrences.filter(({ mention }) => !mention).map(({ call }) => call.name.text);
  return [
    `${document.shots.length} shots ${styles}`,
    [...roles].map(([role, count]) => `${role} ${count}`).join(', ') || 'no roles',
    `${calls.length} calls${calls.length === 0 ? '' : ` (${[...new Set(calls)].slice(0, 8).join(', ')})`}`,
  ].join(' | ');
}

function outlineOf({ document }: DocumentContext): readonly string[] {
  const starts = new Map(document.shots.map((shot) => [shot.blocks[0]?.start, shot]));
  return document.tree.nodes.flatMap((node) => {
    if (node.kind === 'blank') return [];
    const shot = starts.get(node.start);
    const text = document.text.slice(node.start, node.end).trim().replace(/\s+/g, ' ');
    const short = text.length > WIDTH ? `${text.slice(0, WIDTH)}…` : text;
    const line = `    ${node.kind === 'block' ? node.role : node.kind}: ${short}`;
    return shot === undefined ? [line] : [`  shot ${shot.index + 1} (${shot.style})`, line];
  });
}
