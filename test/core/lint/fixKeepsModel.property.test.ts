import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCalls, createLanguageService, type DocumentContext, type JsonValue } from '../../../src/core/index.ts';
import { BLOCKS, corpusRows, corpusTexts, toRowDocument } from '../../support/corpusCalls.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';
import { isNightly, runs } from '../../support/properties.ts';
import { fixtureFolders, ruleFixtures } from '../../support/ruleFixtures.ts';
import { edited } from '../features/check.ts';
import { arbitraryDocument } from '../parser/arbitraryDocuments.ts';
import { arbitraryShots } from './arbitraryShots.ts';

const FILE = 'case.shots.md';

const TOOLS = JSON.stringify([
  {
    name: 'SearchSolution',
    description: 'Looks up solutions.',
    parameters: {
      type: 'object',
      properties: { Error: { type: 'string' }, top_k: { type: 'integer', maximum: 10 }, urgent: { type: 'boolean' } },
      required: ['Error'],
    },
  },
]);

type Files = Readonly<Record<string, string>>;

/** Every shots fixture of a rule, as the files of its workspace. */
const FIXTURES: readonly Files[] = fixtureFolders()
  .flatMap((rule) => ruleFixtures(rule))
  .filter(({ file }) => file === FILE)
  .map(({ files }) => files);

/** `npm test` takes a part of the corpus, the nightly mode all of it. */
const rows = corpusRows().filter((_, index) => isNightly || index % 20 === 0);

/** Real texts and calls, each with its tools; none where the corpus is missing. */
const CORPUS: readonly Files[] = [
  ...corpusTexts().map((text) => ({ [FILE]: text })),
  ...rows.flatMap(({ tools, calls }) =>
    BLOCKS.map((block) => ({
      'row.tools.json': JSON.stringify(tools),
      [FILE]: toRowDocument(calls, block).text,
    })),
  ),
];

function serviceFor(files: Files) {
  const service = createLanguageService(memoryHost(files), { language: 'en' });
  const uri = memoryUri(FILE);
  return {
    fix: async () => (await service.fixAll(uri)).text,
    format: async () => edited(files[FILE] ?? '', await service.format(uri)),
    model: async () => toModel(await service.getContext(uri)),
  };
}

/** Roles, calls with their bound arguments, words and comments of a document. */
function toModel(context: DocumentContext | undefined) {
  if (context === undefined) return undefined;
  const { document, tools } = context;
  const checked = checkCalls(document, tools);
  const inCalls = checked.flatMap(({ site: { call } }) => [call, call.argumentsRange]);
  return {
    shots: document.shots.map(({ id, blocks }) => ({ id: id?.value, roles: blocks.map(({ role }) => role) })),
    calls: checked.map(({ site, values, surplus }) => [
      site.call.name.text,
      site.block.role,
      toPlain(values),
      surplus.length,
    ]),
    words: document.shots.map(({ blocks }) => blocks.map(({ content }) => toWords(document.text, content, inCalls))),
    comments: document.tree.comments.map(({ inner }) => document.text.slice(inner.start, inner.end).trim()),
    openSlots: document.openSlots.length,
  };
}

/** `"3"` and `3`, which differ only by the type that a schema asks for, are the same; the order of names is none. */
function toPlain(value: JsonValue): unknown {
  if (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  if (typeof value === 'string' && /^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toPlain(item)]));
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function toWords(text: string, { start, end }: Span, left: readonly Span[]): string {
  const characters = [...text.slice(start, end)];
  let at = start;
  const kept = characters.filter((character) => {
    const here = at;
    at += character.length;
    return /[\p{L}\p{N}]/u.test(character) && !left.some((span) => span.start <= here && here < span.end);
  });
  return kept.join('');
}

/** Fixes and formats in each order. A text that two ways give is treated once. */
async function expectSameModel(files: Files): Promise<void> {
  const text = files[FILE] ?? '';
  const treat = (current: string) => serviceFor({ ...files, [FILE]: current });
  const before = await treat(text).model();
  const fixed = await treat(text).fix();
  const formatted = await treat(text).format();
  const results = new Map([
    [formatted, 'format'],
    [fixed, 'fix'],
  ]);
  if (fixed !== text) results.set(await treat(fixed).format(), 'fix, format');
  if (formatted !== text) results.set(await treat(formatted).fix(), 'format, fix');
  results.delete(text);
  for (const [result, ways] of results) {
    expect([ways, await treat(result).model()]).toEqual([ways, before]);
  }
}

/** Damages as they happen while typing and pasting: characters and lines go, come twice or change places. */
const mutation = fc.record({
  kind: fc.constantFrom('drop', 'insert', 'dropLine', 'repeatLine', 'swapLines'),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  text: fc.constantFrom(
    '"',
    ')',
    '，',
    '：',
    '\n\n',
    '\n---\n',
    '`',
    '{',
    '<!-- note -->',
    '　',
    '= 1, ',
    'Thought: ',
    '\n**Act**: ',
  ),
});

function mutate(text: string, { kind, at, text: added }: { kind: string; at: number; text: string }): string {
  const offset = Math.floor(at * (text.length + 1));
  if (kind === 'drop') return text.slice(0, offset) + text.slice(offset + 1);
  if (kind === 'insert') return text.slice(0, offset) + added + text.slice(offset);
  const lines = text.split('\n');
  const line = Math.floor(at * lines.length);
  if (kind === 'dropLine') return lines.toSpliced(line, 1).join('\n');
  if (kind === 'repeatLine') return lines.toSpliced(line, 0, lines[line] ?? '').join('\n');
  return lines.toSpliced(line, 2, lines[line + 1] ?? '', lines[line] ?? '').join('\n');
}

const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });

/** Documents that were damaged at random places. */
function damaged(documents: readonly Files[]): fc.Arbitrary<Files> {
  return fc
    .tuple(fc.constantFrom(...documents), mutations)
    .map(([files, damages]) => ({ ...files, [FILE]: damages.reduce(mutate, files[FILE] ?? '') }));
}

/** A nightly run takes its time. */
const timeout = 3_600_000;

describe('fix-all and format keep the model', { timeout }, () => {
  it('of every fixture', async () => {
    expect(FIXTURES.length).toBeGreaterThan(50);
    for (const files of FIXTURES) await expectSameModel(files);
  });

  it('of random documents', async () => {
    const anyDocument = fc.oneof({ weight: 3, arbitrary: arbitraryShots }, { weight: 1, arbitrary: arbitraryDocument });
    await fc.assert(
      fc.asyncProperty(anyDocument, (text) => expectSameModel({ 'a.tools.json': TOOLS, [FILE]: text })),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  it('of damaged fixtures', async () => {
    await fc.assert(fc.asyncProperty(damaged(FIXTURES), expectSameModel), { numRuns: Math.ceil(runs / 2) });
  });

  it.runIf(CORPUS.length > 0)('of the corpus', async () => {
    for (const files of CORPUS) await expectSameModel(files);
  });

  it.runIf(CORPUS.length > 0)('of damaged documents of the corpus', async () => {
    await fc.assert(fc.asyncProperty(damaged(CORPUS), expectSameModel), { numRuns: Math.ceil(runs / 2) });
  });
});
