import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/docs/files.ts';

const CHINESE = readdirSync(join(ROOT, 'docs/zh-CN')).filter((name) => name.endsWith('.md'));

function page(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** What must be the same in both languages of a page: its outline, its code and the names in its text. */
function structureOf(text: string) {
  const fences = [...text.matchAll(/^```([\w-]*)\n([\s\S]*?)^```$/gm)];
  const prose = text.replace(/^```[\w-]*\n[\s\S]*?^```$/gm, '');
  const rows = prose.split('\n');
  return {
    headings: rows.flatMap((row) => /^#+(?= )/.exec(row)?.[0] ?? []),
    tables: rows.filter((row) => row.startsWith('|')).length,
    lists: rows.filter((row) => /^(?:-|\d+\.) /.test(row)).length,
    fences: fences.map(([, language, code = '']) => `${language}, ${code.split('\n').length} lines`),
    shell: fences.filter(([, language]) => language === 'sh').map(([, , code]) => code),
    names: namesIn(prose),
  };
}

/** The flags, settings, error codes and files in code spans; code spans with Chinese text are examples. */
function namesIn(prose: string): readonly string[] {
  const spans = [...prose.matchAll(/(?<!`)`([^`\n]+)`(?!`)/g)].map(([, span = '']) => span.replace(/ .*/, ''));
  const names = spans.filter((span) =>
    /^(?:--[\w-]+|sopShots\.[\w.]+|[a-z]+(?:-[a-z]+)+|[\w./-]+\.(?:ts|md|yaml))$/.test(span),
  );
  return [...new Set(names)].sort();
}

/** The anchor-free targets of the links of a page. */
function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

describe('pages in Chinese', () => {
  it.each(CHINESE)('%s links to its English page and back', (name) => {
    expect(page(`docs/zh-CN/${name}`).split('\n')[2]).toBe(`[English](../${name}) · **简体中文**`);
    expect(page(`docs/${name}`).split('\n')[2]).toBe(`**English** · [简体中文](zh-CN/${name})`);
  });

  it.each(CHINESE)('%s has the sections, tables, code and names of its English page', (name) => {
    expect(structureOf(page(`docs/zh-CN/${name}`))).toEqual(structureOf(page(`docs/${name}`)));
  });

  it.each(CHINESE)('%s links to existing pages', (name) => {
    const missing = linksOf(page(`docs/zh-CN/${name}`)).filter(
      (target) => !existsSync(join(ROOT, 'docs/zh-CN', target)),
    );
    expect(missing).toEqual([]);
  });

  it('exist for every English page', () => {
    const english = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
    expect(english.sort()).toEqual(CHINESE.toSorted());
  });

  it('have the figures of the benches', () => {
    const figures = (path: string) => page(path).match(/<!-- bench:(\S+) -->[\s\S]*?<!-- \/bench:\1 -->/g);
    expect(figures('docs/zh-CN/performance.md')).toEqual(figures('docs/performance.md'));
  });
});
