import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/docs/files.ts';
import { getPublicItems, type PublicItem } from '../support/docComments.ts';

/** The modules that other areas and other programs import. */
const DOORS = [
  ...['core/index', 'core/host', 'core/languageService', 'generation/index', 'models/index', 'models/node'],
  ...['datasets/index', 'evaluation/index', 'finetuning/index', 'protocol/index', 'api/index'],
].map((name) => `src/${name}.ts`);

/** The files whose interfaces hosts implement or programs call: their members need a comment too. */
const WITH_MEMBERS = /^src\/(?:core\/(?:host|languageService|features\/features)|api\/\w+)\.ts:/;

/** Areas whose interfaces say of each number and each map what it counts, in which unit, or what its keys are. */
const WITH_QUANTITIES = /^src\/(?:core|datasets|generation|models|evaluation|finetuning|protocol)\//;
const QUANTITY = /^(?:number(?: \| undefined)?|(?:Readonly<)?(?:Partial<)?Record<.*|(?:Readonly)?Map<.*)$/s;
/** Names that say this themselves. */
const CLEAR_NAME =
  /(?:Tokens|Seconds|PerMonth|PerRequest|PerReplica|Count)$|^(?:shots|documents|parameters|seed|rules)$/;

function isUnclearQuantity({ name, place, type }: PublicItem): boolean {
  const own = name.slice(name.indexOf('.') + 1);
  return WITH_QUANTITIES.test(place) && QUANTITY.test(type) && !CLEAR_NAME.test(own);
}

function needsComment(item: PublicItem): boolean {
  return item.owner === undefined || WITH_MEMBERS.test(item.place) || isUnclearQuantity(item);
}

function missingComments(door: string): readonly string[] {
  return getPublicItems(ROOT, door)
    .filter((item) => !item.documented && needsComment(item))
    .map(({ name, place }) => `${place} ${name}`);
}

describe('doc comments', () => {
  it.each(DOORS)('every export of %s has one', (door) => {
    expect(getPublicItems(ROOT, door)).not.toEqual([]);
    expect(missingComments(door)).toEqual([]);
  });

  it('quantities are recognized by their type, and clear ones by their name', () => {
    const item = { place: 'src/core/a.ts:1', documented: false, owner: 'A' };
    const quantities = [
      { ...item, name: 'A.low', type: 'number | undefined' },
      { ...item, name: 'A.inputTokens', type: 'number' },
      { ...item, name: 'A.placements', type: 'ReadonlyMap<string, Placement>' },
      { ...item, name: 'A.text', type: 'string' },
    ];
    expect(quantities.map(isUnclearQuantity)).toEqual([true, false, true, false]);
  });

  it('the members of the language service and of the host are found', () => {
    const names = getPublicItems(ROOT, 'src/core/index.ts').map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['WorkspaceHost.readFile', 'LanguageService.lint', 'LanguageFeatures.hover']),
    );
  });
});

describe('the search for exports', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'doc-comments-'));
    const files = {
      'door.ts': `export * from './all.ts';\nexport { inner as outer } from './some.ts';\nexport type * from './types.ts';\nimport { brought } from './some.ts';\nexport { brought };\n`,
      'all.ts': `/** Has one. */\nexport const written = 1;\n\nexport const bare = 2;\n// A line comment.\nexport function line(): void {}\n/** Of the other one. */\nconst other = 3;\nexport class Empty {}\n`,
      'some.ts': 'export const inner = 1;\nexport const hidden = 2;\nexport const brought = 3;\n',
      'types.ts':
        '/** A pair. */\nexport interface Pair {\n  /** The left one. */\n  left: string;\n  right(): string;\n}\n',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('follows every form of export and tells which have a comment', () => {
    const items = getPublicItems(folder, 'door.ts').map(({ name, place, documented }) => [name, place, documented]);
    expect(items).toEqual([
      ['written', 'all.ts:2', true],
      ['bare', 'all.ts:4', false],
      ['line', 'all.ts:6', false],
      ['Empty', 'all.ts:9', false],
      ['inner', 'some.ts:1', false],
      ['Pair', 'types.ts:2', true],
      ['Pair.left', 'types.ts:4', true],
      ['Pair.right', 'types.ts:5', false],
      ['brought', 'some.ts:3', false],
    ]);
  });
});
