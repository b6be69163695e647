import { describe, expect, test } from 'vitest';
import { toFragments } from '../../scripts/regex/fragments.ts';
import { findLiterals } from '../../scripts/regex/literals.ts';
import { createLanguageService, isObject, parseJson } from '../../src/core/index.ts';
import { detectReader, readRow } from '../../src/datasets/index.ts';
import { readTraining } from '../../src/finetuning/index.ts';
import { findRequirements, parseMarkdownShots, withoutEndTokens } from '../../src/generation/index.ts';
import { findSensitiveRanges } from '../../src/generation/privacy/sensitiveRanges.ts';
import { memoryHost, memoryUri } from '../support/memoryHost.ts';
import { isNightly } from '../support/properties.ts';

const LENGTH = 50_000;
const CONTROL = 'The order 12 is late, so call "f" and wait. ';

/** An input is too slow if it takes so many times the processor time of ordinary words of the same length, … */
const MOST_TIMES = 30;

/** … and if four times the length takes more than this: 4 is linear, 16 is quadratic. */
const MOST_GROWTH = 9;

/** `npm test` gives each reader a part of the fragments, the nightly mode all of them. */
const PART = isNightly ? 1 : 120;

const TOOLS = JSON.stringify([{ name: 'f', parameters: { type: 'object', properties: { a: { type: 'string' } } } }]);

/** Parses, lints and formats a document; shots are fixed too. */
async function work(name: string, text: string, kind: 'shots' | 'procedure' | 'tools'): Promise<void> {
  const service = createLanguageService(memoryHost({ 'known.tools.json': TOOLS, [name]: text }), { language: 'en' });
  const rules = Object.fromEntries(service.rules.map(({ id }) => [id, 'warning' as const]));
  await service.lint(memoryUri(name), { rules });
  await service.format(memoryUri(name), undefined, kind);
  if (kind === 'shots') await service.fixAll(memoryUri(name), { rules });
}

const toolFile = (line: string) => [
  {
    name: 'f',
    description: line,
    parameters: { properties: { a: { description: line, pattern: line, default: line } } },
  },
];
const row = (line: string) => ({
  conversations: [
    { from: 'human', value: line },
    { from: 'function_call', value: `<tool_call>${line}` },
    { from: 'observation', value: line },
    { from: 'gpt', value: line },
  ],
  tools: line,
});

const READERS: Readonly<Record<string, (line: string) => unknown>> = {
  'words of shots': (line) =>
    work('a.shots.md', `**User**: ${line}\n**Think**: ${line}\n**Assistant**: ${line}\n`, 'shots'),
  'calls of shots': (line) =>
    work('a.shots.md', `**User**: a\n**Action**: f(a = "${line}")\n**Action**: f(${line}\n<!-- ${line} -->\n`, 'shots'),
  'bare lines of shots': (line) => work('a.shots.md', `---\n${line}\n---\n${line}\n**User**: a\n`, 'shots'),
  'steps of a procedure': (line) =>
    work('a.sop.md', `# ${line}\n1. ${line}\n2. If ${line}, stop.\n   - ${line}: go to step 1\n${line}\n`, 'procedure'),
  'Chinese steps of a procedure': (line) => work('a.sop.md', `1. 如果${line}，则结束。否则转第1步。\n`, 'procedure'),
  'a tool file': (line) => work('a.tools.json', JSON.stringify(toolFile(line)), 'tools'),
  'a tool file in YAML': (line) => work('a.tools.yaml', `- name: f\n  description: ${line}\n`, 'tools'),
  'a training file': (line) => readTraining(`from peft import LoraConfig\nc = LoraConfig(${line}\n`),
  'the settings of a training': (line) => readTraining(`lora_rank: 8\nlora_target: ${line}\n`),
  'a row of training data': (line) => {
    const read = parseJson(JSON.stringify(row(line)), 0).value;
    const reader = isObject(read) ? detectReader(read) : undefined;
    return reader !== undefined && isObject(read) && readRow(reader, read);
  },
  'private words': findSensitiveRanges,
  'a reply': (line) => [
    parseMarkdownShots(`**User**: ${line}`, { tools: [], find: () => undefined } as never),
    withoutEndTokens(line),
    findRequirements(line),
  ],
};

const toLine = (fragment: string, length: number) =>
  fragment.repeat(Math.ceil(length / fragment.length)).slice(0, length);

/** Milliseconds of processor time, the least of some runs: other runs include compilation and collected garbage. */
async function costOf(run: (line: string) => unknown, line: string, runs = 2): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < runs; count++) {
    const before = process.cpuUsage();
    await run(line);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** True if a line takes far longer than ordinary words, and longer than in proportion to its length. */
async function isTooSlow(run: (line: string) => unknown, fragment: string, most: number): Promise<boolean> {
  if ((await costOf(run, toLine(fragment, LENGTH), 1)) < most) return false;
  const long = await costOf(run, toLine(fragment, LENGTH));
  return long > most && long > MOST_GROWTH * (await costOf(run, toLine(fragment, LENGTH / 4)));
}

const fragments = toFragments(findLiterals());

describe('a line of 50 kB that repeats a fragment takes time in proportion to its length', () => {
  test.each(Object.entries(READERS).map(([name, run], index) => ({ name, run, index })))(
    'in $name',
    async ({ run, index }) => {
      const most = MOST_TIMES * Math.max(1, await costOf(run, toLine(CONTROL, LENGTH), 3));
      const slow: string[] = [];
      for (const fragment of fragments.filter((_, at) => at % PART === index % PART)) {
        if (await isTooSlow(run, fragment, most)) slow.push(fragment);
      }
      expect(slow).toEqual([]);
    },
    3_600_000,
  );
});

test('a quadratic reader is found', async () => {
  const quadratic = (line: string) => /\s+$/.test(`${line.slice(0, line.length / 4)}b`);
  const most = MOST_TIMES * Math.max(1, await costOf(quadratic, toLine(CONTROL, LENGTH)));
  expect(await isTooSlow(quadratic, ' ', most)).toBe(true);
});
