import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SETTING_TABLE } from '../../src/extension/settingTable.ts';
import { AGENT_TOOLS } from '../../src/protocol/index.ts';

const root = new URL('../../', import.meta.url);

function read<Value>(path: string): Value {
  return JSON.parse(readFileSync(new URL(path, root), 'utf8')) as Value;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown; readonly enum?: readonly unknown[] }>>;
    };
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly modelDescription: string;
      readonly inputSchema: { readonly properties: Readonly<Record<string, unknown>> };
    }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly views: Readonly<
      Record<string, readonly { readonly initialSize?: number; readonly visibility?: 'collapsed' }[]>
    >;
    readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string }[] }[];
  };
}

const manifest = read<Manifest>('package.json');
const english = read<Record<string, string>>('package.nls.json');
const chinese = read<Record<string, string>>('package.nls.zh-cn.json');

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function sources(folder: string): readonly string[] {
  return readdirSync(new URL(folder, root), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'));
}

const code = sources('src/extension/').join('\n');
const places = (text: string): readonly string[] =>
  [...text.matchAll(/\{\d\}|\]\(command:[\w.]+\)|`+[^`]+`+/g)].map(String).sort();

describe('package.nls', () => {
  it('has a text for every key of package.json, and none beside', () => {
    const used = stringsIn(manifest).flatMap((text) => /^%(.+)%$/.exec(text)?.[1] ?? []);
    expect([...new Set(used)].sort()).toEqual(Object.keys(english).sort());
  });

  it('has the same keys in both languages', () => {
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
  });

  it.each(Object.keys(english))('%s names the same commands and settings in both', (key) => {
    expect(places(chinese[key] ?? '')).toEqual(places(english[key] ?? ''));
    expect(chinese[key]).not.toBe('');
  });
});

describe('views of the side bar', () => {
  it('that are collapsed leave the height to the others', () => {
    const views = Object.values(manifest.contributes.views).flat();
    // VS Code counts 20 for a view without a size, also for one that is collapsed.
    const sizes = views.map(({ initialSize = 20 }) => initialSize);
    const collapsed = views.map(({ visibility }, at) => (visibility === 'collapsed' ? (sizes[at] ?? 0) : 0));
    const sum = (all: readonly number[]) => all.reduce((total, size) => total + size, 0);
    expect(sum(collapsed)).toBeGreaterThan(0);
    expect(sum(collapsed) / sum(sizes)).toBeLessThan(0.05);
  });
});

describe('messages of the extension', () => {
  it('are defined in both languages by defineMessages only', () => {
    expect(code).not.toMatch(/vscode\.l10n|\bl10n\.t\(|=== '(?:zh-CN|en)' \? ['"`][^'"`]*[ \p{Script=Han}]/u);
  });
});

describe('settings', () => {
  const { properties } = manifest.contributes.configuration;

  it('are the same in code and manifest', () => {
    const known = Object.keys(SETTING_TABLE).map((name) => `sopShots.${name}`);
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(known));
  });

  it.each(Object.entries(SETTING_TABLE))('%s has the manifest’s values and default', (name, setting) => {
    const property = properties[`sopShots.${name}`];
    expect(setting.fallback).toBe(property?.default);
    expect(setting.values).toEqual(property?.enum);
    expect(setting.accepts(property?.default)).toBe(true);
    expect(setting.accepts('no such value')).toBe(false);
  });
});

describe('commands', () => {
  const contributed = manifest.contributes.commands.map(({ command }) => command);

  it.each(contributed)('%s is registered', (command) => {
    expect(code).toContain(`'${command}'`);
  });

  it.each([
    ['English', english],
    ['Chinese', chinese],
  ])('have the same name in links as in the palette, in %s', (_language, texts) => {
    const links = Object.values(texts).flatMap((text) => [
      ...text.matchAll(/\[([^\]]+)\]\(command:sopShots\.(\w+)\)/g),
    ]);
    expect(links.length).toBeGreaterThan(10);
    for (const [, name, id] of links) expect(name).toBe(texts[`command.${id}`]);
  });

  it('in menus and walkthroughs exist', () => {
    const inMenus = Object.values(manifest.contributes.menus)
      .flat()
      .map(({ command }) => command);
    const linked = [
      ...stringsIn(english)
        .join()
        .matchAll(/command:(sopShots\.\w+)/g),
    ].map(([, id = '']) => id);
    expect(contributed).toEqual(expect.arrayContaining([...inMenus, ...linked]));
  });
});

it('every file that the manifest names exists, in either language, but for what a build makes', () => {
  const named = stringsIn([manifest, english, chinese]).filter(
    (text) => /^(\.\/|media\/)[\w./-]+\.\w+$/.test(text) && !text.startsWith('./dist/'),
  );
  expect(named.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});

describe('language-model tools', () => {
  const contributed = new Map(manifest.contributes.languageModelTools.map((tool) => [tool.name, tool]));
  /** Their descriptions tell of the editor: that a text may stand for a path, and which document names the tools. */
  const ownWords = ['sopShots_lint', 'sopShots_checkCall'];

  it.each(AGENT_TOOLS)('$editorName is the $name of the MCP server', ({ editorName, description, inputSchema }) => {
    const tool = contributed.get(editorName);
    const inputs = Object.keys((inputSchema as { readonly properties: object }).properties);
    expect(Object.keys(tool?.inputSchema.properties ?? {})).toEqual(expect.arrayContaining(inputs));
    if (ownWords.includes(editorName)) return;
    expect(tool).toMatchObject({ modelDescription: description, inputSchema });
  });
});
