import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/docs/files.ts';

const PAGES = [
  ...['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'examples/README.md'],
  ...['architecture', 'decisions', 'testing', 'privacy', 'generation', 'format', 'lora', 'editors', 'security'].map(
    (name) => `docs/${name}.md`,
  ),
  ...['command-line-generation', 'performance', 'rules/README', 'rules/README.zh-CN'].map((name) => `docs/${name}.md`),
];

/** The folders that paths of source files in code spans start from. */
const BASES = ['.', 'src', 'src/core', 'test/generation/privacy'];

function page(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8').replace(/^(`{3,})[\s\S]*?^\1$/gm, '');
}

describe('paths in the documentation exist', () => {
  it.each(PAGES)('links of %s', (path) => {
    const targets = [...page(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    const missing = targets.filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(ROOT, path, '..', target)));
    expect(missing).toEqual([]);
  });

  it.each(PAGES)('source files of %s', (path) => {
    const spans = [...page(path).matchAll(/`((?:[\w-]+\/)+[\w./-]*|[\w./-]+\.tsx?)`/g)].map(([, span = '']) => span);
    const sources = spans.filter((span) => /\.tsx?$|^(?:src|test|scripts|webview|docs|examples)\//.test(span));
    const missing = sources.filter((span) => !BASES.some((base) => existsSync(join(ROOT, base, span))));
    expect(missing).toEqual([]);
  });
});
