import { Ajv } from 'ajv';
import { lint as markdownlint } from 'markdownlint/sync';
import { checkCalls } from '../src/core/callChecks/checkCalls.ts';
import { createLanguageService, type LanguageService, type LintOptions } from '../src/core/index.ts';
import { memoryHost, memoryUri } from '../test/support/memoryHost.ts';
import { type Figure, quantile, record, timed } from './report.ts';
import { generateChats, generateDocument } from './support/document.ts';
import { TOOLS } from './support/tools.ts';

const CALLS = 32_000;
const WRONG = 320;
const MEGABYTE = 1_000_000;

/** How often the large document is linted: enough for the median to be one of the settled runs. */
const RUNS = 25;

const NAME = 'bench.shots.md';

interface Bench {
  readonly service: LanguageService;
  /** Replaces the text, so that no cache of an earlier run applies. */
  write(text: string): void;
}

function bench(text: string): Bench {
  const host = memoryHost({ 'bench.tools.json': JSON.stringify(TOOLS), [NAME]: text });
  return {
    service: createLanguageService(host, { language: 'en' }),
    write: (next) => host.write(memoryUri(NAME), next),
  };
}

/** Rules that are off by default are switched on, too. */
function everyRule(service: LanguageService): LintOptions {
  const off = service.rules.filter(({ defaultSeverity }) => defaultSeverity === 'off');
  return { rules: Object.fromEntries(off.map(({ id }) => [id, 'warning' as const])) };
}

/**
 * Measures a large document beside markdownlint and the floor, and a document of the size people edit. The small one
 * comes first, and markdownlint reads it too, so that both sides have been compiled by the engine when they are compared.
 */
export async function benchLint(): Promise<void> {
  const everyday = await everydayDocument();
  record('lint', [...(await largeDocument()), ...(await chatDocument()), ...everyday]);
}

/**
 * The text with another first word, since a run on a cached text would measure nothing. It is decoded from bytes,
 * like text from an editor or a disk, so that no run has to flatten a string.
 */
function another(text: string, index: number): string {
  return Buffer.from(text.replace('**User**: ', `**User**: ${index} `)).toString();
}

/** A document of the size people edit. */
function everydayText(): string {
  return generateDocument({ calls: 1200, wrong: 12, bytes: 1200 * 250 })
    .split('\n')
    .slice(0, 5000)
    .join('\n');
}

async function largeDocument(): Promise<readonly Figure[]> {
  const text = generateDocument({ calls: CALLS, wrong: WRONG, bytes: 8 * MEGABYTE });
  const { service, write } = bench(text);
  const options = everyRule(service);
  const floor = await floorOf(service, text);
  const floorTimes: number[] = [];
  let found = 0;
  // The floor is measured in between, so that a busy machine slows both down equally.
  const times = await timed(
    RUNS,
    async () => {
      found = (await service.lint(memoryUri(NAME), options)).diagnostics.length;
    },
    async (index) => {
      write(another(text, index));
      floorTimes.push(...(await timed(3, floor)));
    },
  );
  const ours = quantile(times, 0.5);
  const floorTime = quantile(
    floorTimes.toSorted((a, b) => a - b),
    0.5,
  );
  const heap = await heapAfterLint(text);
  await timed(5, () => markdownlint({ strings: { text: everydayText() } }));
  const [theirs = 0] = await timed(1, () => markdownlint({ strings: { text } }));
  const bytes = Buffer.byteLength(text);
  return [
    toInfoFigure(
      'document',
      `${(bytes / MEGABYTE).toFixed(1)} MB, ${CALLS} calls, ${WRONG} of them wrong, every rule on`,
    ),
    { what: 'problems', measured: String(found), limit: String(WRONG), isWithinLimit: found === WRONG },
    toInfoFigure(
      `parse and lint, median of ${RUNS}`,
      `${ours.toFixed(0)} ms (fastest ${(times[0] ?? 0).toFixed(0)} ms)`,
    ),
    ratio("markdownlint's default rules on it", theirs, theirs / ours, 'at least 30 ×', theirs / ours >= 30),
    ratio('lower bound: line scan and ajv', floorTime, ours / floorTime, 'at most 10 ×', ours / floorTime <= 10),
    ratio('heap after a collection', heap / MEGABYTE, heap / bytes, 'under 12 × the document', heap / bytes < 12, 'MB'),
  ];
}

/** The same number of calls as JSON in the turns of chats, beside the time of the other document. */
async function chatDocument(): Promise<readonly Figure[]> {
  const text = generateChats({ calls: CALLS, wrong: WRONG, bytes: 8 * MEGABYTE });
  const { service, write } = bench(text);
  const options = everyRule(service);
  let found = 0;
  const times = await timed(
    RUNS,
    async () => {
      found = (await service.lint(memoryUri(NAME), options)).diagnostics.length;
    },
    (index) => write(Buffer.from(text.replace('User: ', `User: ${index} `)).toString()),
  );
  const ours = quantile(times, 0.5);
  return [
    toInfoFigure(
      'chats',
      `${(Buffer.byteLength(text) / MEGABYTE).toFixed(1)} MB, ${CALLS} JSON calls, ${WRONG} of them wrong, every rule on`,
    ),
    { what: 'problems in them', measured: String(found), limit: String(WRONG), isWithinLimit: found === WRONG },
    time('parse and lint chats, median', ours, 2000),
  ];
}

/** Heap that a service holds for a document after linting it, the document's text included. */
async function heapAfterLint(text: string): Promise<number> {
  const { service, write } = bench('');
  const options = everyRule(service);
  await service.lint(memoryUri(NAME), options);
  const before = heapUsed();
  // A copy of its own, as an editor or a disk would give it.
  write(another(text, 0));
  await service.lint(memoryUri(NAME), options);
  const held = heapUsed() - before;
  if (service.rules.length === 0) throw new Error('The service must be in memory while it is measured.');
  return held;
}

/** A bare scan of the lines for labels, and ajv on the arguments of every call as ready-made objects. */
async function floorOf(service: LanguageService, text: string): Promise<() => void> {
  const context = await service.getContext(memoryUri(NAME));
  if (context === undefined) throw new Error('The generated document could not be read.');
  const ajv = new Ajv({ allErrors: true, strict: false });
  const validators = new Map(context.tools.tools.map((tool) => [tool.name, ajv.compile(tool.parameters)]));
  const prepared = checkCalls(context.document, context.tools).flatMap(({ tool, values }) => {
    const validate = validators.get(tool?.name ?? '');
    return validate === undefined ? [] : [{ validate, values }];
  });
  return () => {
    let labels = 0;
    for (const line of text.split('\n')) if (/^\*\*[A-Za-z ]+\*\*:/.test(line)) labels++;
    let valid = 0;
    for (const { validate, values } of prepared) if (validate(values)) valid++;
    if (labels < CALLS || valid < CALLS * 0.9) throw new Error('The floor did not do its work.');
  };
}

async function everydayDocument(): Promise<readonly Figure[]> {
  const text = everydayText();
  const { service, write } = bench(text);
  const options = everyRule(service);
  const run = () => service.lint(memoryUri(NAME), options);
  await timed(30, run, (index) => write(another(text, index)));
  const times = await timed(300, run, (index) => write(another(text, index + 30)));
  const [median, late] = [quantile(times, 0.5), quantile(times, 0.95)];
  return [
    toInfoFigure('typical document', `${text.split('\n').length} lines, ${(text.length / 1000).toFixed(0)} kB`),
    time('parse and lint, median of 300', median, 16),
    time('parse and lint, 95th percentile', late, 50),
  ];
}

function heapUsed(): number {
  if (globalThis.gc === undefined) throw new Error('Run with node --expose-gc.');
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

function toInfoFigure(what: string, measured: string): Figure {
  return { what, measured, limit: '', isWithinLimit: true };
}

function time(what: string, milliseconds: number, limit: number): Figure {
  return {
    what,
    measured: `${milliseconds.toFixed(1)} ms`,
    limit: `under ${limit} ms`,
    isWithinLimit: milliseconds < limit,
  };
}

function ratio(what: string, value: number, times: number, limit: string, isWithinLimit: boolean, unit = 'ms'): Figure {
  return { what, measured: `${value.toFixed(0)} ${unit}, ${times.toFixed(1)} ×`, limit, isWithinLimit };
}
