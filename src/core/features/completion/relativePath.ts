import { URI } from 'vscode-uri';

/** The path from one file to another as an author writes it: `./tools/a.json`, `../a.json`. */
export function relativePath(from: string, to: string): string {
  const own = URI.parse(from).path.split('/').slice(0, -1);
  const target = URI.parse(to).path.split('/');
  let shared = 0;
  while (shared < own.length && shared < target.length - 1 && own[shared] === target[shared]) shared++;
  const up = own.length - shared;
  return `${up === 0 ? './' : '../'.repeat(up)}${target.slice(shared).join('/')}`;
}
