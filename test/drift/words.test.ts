import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/docs/files.ts';
import { bannedUses } from './bannedWords.ts';

/** A text that users read, with its location. */
interface UserText {
  readonly where: string;
  readonly text: string;
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

function filesIn(folder: string, ...extensions: readonly string[]): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => extensions.includes(extname(name)))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}

const PAGES = [
  ...['README.md', 'README.zh-CN.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'examples/README.md'],
  ...filesIn('docs', '.md'),
];

/** A page as its paragraphs, so that a failure names the line. */
function paragraphsOf(path: string): readonly UserText[] {
  let line = 1;
  let fence: string | undefined;
  let paragraph = { line, text: '' };
  const found: UserText[] = [];
  const end = () => {
    if (paragraph.text !== '') found.push({ where: `${path}:${paragraph.line}`, text: paragraph.text });
    paragraph = { line: line + 1, text: '' };
  };
  for (const row of read(path).split('\n')) {
    const mark = /^ *(`{3,}|~{3,})/.exec(row)?.[1];
    if (fence === undefined && mark !== undefined) fence = mark;
    else if (fence !== undefined && mark?.startsWith(fence) === true) fence = undefined;
    else if (fence === undefined && row.trim() !== '') paragraph.text += `${row}\n`;
    if (row.trim() === '') end();
    line++;
  }
  end();
  return found;
}

/** Every string value of a JSON file; of some files, only those of these keys. */
function stringsOf(path: string, keys?: readonly string[]): readonly UserText[] {
  const found: UserText[] = [];
  const visit = (value: unknown, key: string) => {
    if (typeof value === 'string') {
      if (keys === undefined || keys.includes(key)) found.push({ where: `${path}, ${key}`, text: value });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) visit(item, Array.isArray(value) ? key : name);
    }
  };
  visit(JSON.parse(read(path)), '');
  return found;
}

const LITERAL = String.raw`('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\`(?:[^\`\\]|\\.)*\`)`;
const LOCALIZED = new RegExp(String.raw`(?:\ben|'zh-CN'):\s*${LITERAL}`, 'g');

/** The texts of the message catalogs of a source file, in both languages. */
function messagesOf(path: string): readonly UserText[] {
  return [...read(path).matchAll(LOCALIZED)].map(({ 1: literal = '' }) => {
    return { where: path, text: literal.slice(1, -1).replaceAll("\\'", "'") };
  });
}

const SOURCES = [...filesIn('src', '.ts'), ...filesIn('webview', '.ts')];
const MESSAGES = SOURCES.map((path) => ({ path, texts: messagesOf(path) }));

function usesIn(texts: readonly UserText[]): readonly string[] {
  return texts.flatMap(({ where, text }) =>
    bannedUses(text).map(
      ({ found, instead }) => `${where}: "${found}", use "${instead}" in: ${text.trim().slice(0, 120)}`,
    ),
  );
}

describe('texts for users use plain words', () => {
  it.each(PAGES)('%s', (path) => {
    expect(usesIn(paragraphsOf(path))).toEqual([]);
  });

  it.each(['package.nls.json', 'package.nls.zh-cn.json'])('%s', (path) => {
    const texts = stringsOf(path);
    expect(texts.length).toBeGreaterThan(50);
    expect(usesIn(texts)).toEqual([]);
  });

  it.each([...['package.json', 'schemas/sop-shots.schema.json'], ...filesIn('snippets', '.json')])(
    'descriptions in %s',
    (path) => {
      const texts = stringsOf(path, ['description', 'modelDescription', 'title']);
      expect(texts).not.toEqual([]);
      expect(usesIn(texts)).toEqual([]);
    },
  );

  it('messages of the rules, the features, the command line and the panels', () => {
    expect(usesIn(MESSAGES.flatMap(({ texts }) => texts))).toEqual([]);
  });

  it('finds the messages of every catalog', () => {
    const without = MESSAGES.filter(({ path, texts }) => {
      return texts.length < 2 && /defineMessages\(\{/.test(read(path));
    });
    expect(without.map(({ path }) => path)).toEqual([]);
    expect(MESSAGES.flatMap(({ texts }) => texts).length).toBeGreaterThan(1000);
  });
});

describe('banned words', () => {
  it.each([
    'The document is read anew.',
    'A number is wanted here.',
    'Every file it cannot read is told of.',
    '`x` is no value.',
    'A habit of the document.',
    'One rule a file.',
    'What stands behind the label is text.',
    '示例教授这一步。',
    '不改变含义的问题，一键修好。',
    '与 PEFT 的计数逐位一致。',
  ])('finds %s', (text) => {
    expect(bannedUses(text)).not.toEqual([]);
  });

  it.each([
    'The value `is no value` is an error.',
    'The customer says "the road passes over a seam".',
    '用户说“请给手机号打码”。',
    'There is no tool in this file.',
    'The model is no longer available.',
    '```text\nmended anew\n```',
    '<!-- a habit -->',
    '[decisions](docs/anew.md)',
    'Recommend a modification; the standard is outstanding.',
  ])('allows %s', (text) => {
    expect(bannedUses(text)).toEqual([]);
  });
});
