import { expect, it } from 'vitest';
import {
  createLanguageService,
  type Diagnostic,
  findSimilarRepairs,
  getFindingShape,
  type Range,
  renderMessage,
} from '../../../src/core/index.ts';
import { LineIndex } from '../../../src/core/text/lineIndex.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const tools = JSON.stringify([
  {
    name: 'Weigh',
    parameters: {
      type: 'object',
      properties: { parcel: { type: 'string' }, scale: { type: 'integer' } },
      required: ['parcel'],
    },
  },
]);

const HEAD = '---\ntools: ./a.tools.json\n---\n';
const shot = (number: number, call: string): string =>
  `**User**: Parcel ${number} is heavy.\n\n**Think**: It is weighed for case ${number}.\n**Action**: ${call}\n`;

async function check(calls: readonly string[]) {
  const text = HEAD + calls.map((call, at) => shot(at, call)).join('\n---\n\n');
  const host = memoryHost({ 'a.tools.json': tools, 'a.shots.md': text });
  const { diagnostics } = await createLanguageService(host, { language: 'en' }).lint(memoryUri('a.shots.md'));
  const lines = new LineIndex(text);
  const getText = ({ start, end }: Range): string => text.slice(lines.offsetAt(start), lines.offsetAt(end));
  return { text, lines, diagnostics, getText };
}

/** The text after the repairs that are similar to the first one of a rule, and their title. */
async function repairAll(rule: string, calls: readonly string[], which = 0) {
  const { text, lines, diagnostics, getText } = await check(calls);
  const finding = diagnostics.filter((one) => one.rule === rule)[which] as Diagnostic;
  const [repair] = finding.repairs;
  const similar = repair && findSimilarRepairs(diagnostics, finding, repair, getText);
  if (similar === undefined) return undefined;
  const edits = Object.values(similar.changes)
    .flat()
    .map(({ range, newText }) => ({ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end), newText }))
    .toSorted((a, b) => b.start - a.start);
  const after = edits.reduce((now, edit) => now.slice(0, edit.start) + edit.newText + now.slice(edit.end), text);
  return {
    count: similar.count,
    title: renderMessage(similar.title, 'en'),
    calls: after.match(/(?<=Action\*\*: ).*/g),
  };
}

it('makes one fix with the value of each place, and leaves other shots as they are', async () => {
  const calls = [
    'Weigh(parcel = 41)',
    'Weigh(parcel = "P-7")',
    'Weigh(parcel = 8)',
    'Weigh(parcel = "x", scale = "2")',
  ];
  expect(await repairAll('parameter-type', calls)).toEqual({
    count: 2,
    title: 'Repair 2 similar problems in this document, such as: Change to "41"',
    calls: ['Weigh(parcel = "41")', 'Weigh(parcel = "P-7")', 'Weigh(parcel = "8")', 'Weigh(parcel = "x", scale = "2")'],
  });
});

it('makes a suggestion only where it writes the same', async () => {
  const calls = ['Weigh(parcl = "P")', 'Weigh(parcels = "Q")', 'Weigh(parcel = "R", scal = 3)'];
  expect(await repairAll('unknown-parameter', calls)).toEqual({
    count: 2,
    title: 'Repair 2 similar problems in this document: Rename to `parcel`',
    calls: ['Weigh(parcel = "P")', 'Weigh(parcel = "Q")', 'Weigh(parcel = "R", scal = 3)'],
  });
});

it('is not offered for a single finding', async () => {
  expect(await repairAll('parameter-type', ['Weigh(parcel = 41)', 'Weigh(parcel = "P")'])).toBeUndefined();
});

it('repairs a text once where two findings change it', async () => {
  const { diagnostics, getText } = await check(['Weigh(parcel = 41)']);
  const [finding] = diagnostics.filter(({ rule }) => rule === 'parameter-type');
  const [repair] = finding?.repairs ?? [];
  if (finding === undefined || repair === undefined) throw new Error('There is no repair.');
  const changes = Object.fromEntries(
    Object.entries(repair.changes).map(([uri, edits]) => [uri, edits.map((edit) => ({ ...edit, newText: '"42"' }))]),
  );
  const other = { ...finding, repairs: [{ ...repair, title: 'Change to "42"', changes }] };
  expect(findSimilarRepairs([finding, other], finding, repair, getText)).toBeUndefined();
});

it('gives findings the same shape whose message differs in the marked text only', async () => {
  const { diagnostics, getText } = await check([
    'Weigh(parcel = 41)',
    'Weigh(parcel = 8)',
    'Weigh(parcel = "P", scale = "2")',
  ]);
  const shapes = diagnostics
    .filter(({ rule }) => rule === 'parameter-type')
    .map((one) => getFindingShape(one, getText));
  expect(shapes[0]).toBe(shapes[1]);
  expect(shapes[2]).not.toBe(shapes[0]);
});
