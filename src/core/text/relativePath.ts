import { URI } from 'vscode-uri';
import { getRoot } from './paths.ts';

/** The path from one file to another as an author writes it: `./tools/a.json`, `../a.json`. */
export function relativePath(from: string, to: string): string {
  const own = URI.parse(from).path.split('/').slice(0, -1);
  const target = URI.parse(to).path.split('/');
  let shared = 0;
  while (shared < own.length && shared < target.length - 1 && own[shared] === target[shared]) shared++;
  const up = own.length - shared;
  return `${up === 0 ? './' : '../'.repeat(up)}${target.slice(shared).join('/')}`;
}

/** How a document writes the path of a file. One outside of every folder, an untitled one say, is assumed to be in the first. */
export function writtenPath(from: string, to: string, roots: readonly string[]): string {
  const [root = ''] = roots;
  return relativePath(getRoot(from, roots) === undefined ? `${root.replace(/\/$/, '')}/untitled` : from, to);
}
