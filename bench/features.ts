import { createLanguageService, type LanguageService } from '../src/core/index.ts';
import { type MemoryHost, memoryHost, memoryUri } from '../test/support/memoryHost.ts';
import { type Figure, quantile, record, timed } from './report.ts';
import { generateDocument } from './support/document.ts';
import { TOOLS } from './support/tools.ts';

const DOCUMENTS = 2000;
const MEGABYTE = 1_000_000;
const CALLS = 40;
const BYTES = 18_800;

/** How many different texts are made; the others differ from them in their first line. */
const TEXTS = 100;

/** Measures a workspace as large as a team's: first index, answers while typing, memory, and how long nothing else runs. */
export async function benchFeatures(): Promise<void> {
  const made = workspace();
  const { host, bytes } = made;
  const before = heapUsed();
  const service = createLanguageService(host, { language: 'en' });
  const index = await firstIndex(service);
  const memory = heapUsed() - before;
  record('features', [
    toInfoFigure(
      'workspace',
      `${DOCUMENTS} documents, ${(bytes / MEGABYTE).toFixed(0)} MB, ${DOCUMENTS * CALLS} calls`,
    ),
    limited('first index', index.time, 3000, 'ms'),
    limited('longest block of the event loop', index.pause, 50, 'ms'),
    limited('memory of the index', memory / MEGABYTE, bytes / MEGABYTE, 'MB', 'less than the documents,'),
    ...(await answers(service, made)),
  ]);
}

interface Made {
  readonly host: MemoryHost;
  readonly files: Readonly<Record<string, string>>;
  readonly bytes: number;
}

function workspace(): Made {
  const texts = Array.from({ length: TEXTS }, (_, seed) => {
    return generateDocument({ calls: CALLS, wrong: seed % 5, bytes: BYTES - seed });
  });
  const files: Record<string, string> = { 'bench.tools.json': JSON.stringify(TOOLS, null, 2) };
  let bytes = 0;
  for (let index = 0; index < DOCUMENTS; index++) {
    const text = (texts[index % TEXTS] ?? '').replace('**User**: ', `**User**: ${index} `);
    bytes += Buffer.byteLength(text);
    files[`shots${index}.shots.md`] = text;
  }
  return { host: memoryHost(files), files, bytes };
}

/** Has every document read, and watches how often others get a turn. */
async function firstIndex(service: LanguageService): Promise<{ readonly time: number; readonly pause: number }> {
  let pause = 0;
  let last = performance.now();
  const clock = setInterval(() => {
    pause = Math.max(pause, performance.now() - last);
    last = performance.now();
  }, 1);
  const start = performance.now();
  await service.prepare();
  const time = performance.now() - start;
  clearInterval(clock);
  return { time, pause };
}

/** The requests an author waits for, each time in another document and after an edit. */
async function answers(service: LanguageService, { host, files }: Made): Promise<readonly Figure[]> {
  const edit = (index: number): { readonly uri: string; readonly text: string } => {
    const name = `shots${index * 7}.shots.md`;
    const text = (files[name] ?? '').replace('**User**: ', `**User**: again ${index} `);
    host.write(name, text);
    return { uri: memoryUri(name), text };
  };
  const at = (text: string, found: string): { readonly line: number; readonly character: number } => {
    const lines = text.slice(0, text.indexOf(found) + found.length).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const times = (runs: number, run: (uri: string, text: string) => Promise<unknown>): Promise<readonly number[]> =>
    timed(runs, async (index) => {
      const { uri, text } = edit(index);
      await service.changed(uri);
      await run(uri, text);
    });
  const measure = async (what: string, run: (uri: string, text: string) => Promise<unknown>): Promise<Figure> =>
    limited(`${what}, 95th percentile`, quantile(await times(200, run), 0.95), 10, 'ms');
  // These look into every document of the workspace, each of which calls the tool.
  const everywhere = async (what: string, run: (uri: string, text: string) => Promise<unknown>): Promise<Figure> =>
    toInfoFigure(`${what} in all documents, median`, `${quantile(await times(9, run), 0.5).toFixed(0)} ms`);
  return [
    await measure('completion of a parameter', (uri, text) => service.complete(uri, at(text, 'SearchSolution('))),
    await measure('completion of a label', (uri, text) => service.complete(uri, at(text, '\n\n'))),
    await measure('hover on a tool', (uri, text) => service.hover(uri, at(text, 'SearchSol'))),
    await measure('signature help', (uri, text) => service.signatureHelp(uri, at(text, 'SearchSolution('))),
    await measure('definition of a tool', (uri, text) => service.definition(uri, at(text, 'SearchSol'))),
    await measure('definition of a parameter', (uri, text) => service.definition(uri, at(text, '(Err'))),
    await everywhere('references of a tool', (uri, text) => service.references(uri, at(text, 'SearchSol'), true)),
    await everywhere('renaming a parameter', (uri, text) => service.rename(uri, at(text, '(Err'), 'fault')),
  ];
}

function toInfoFigure(what: string, measured: string): Figure {
  return { what, measured, limit: '', isWithinLimit: true };
}

function limited(what: string, value: number, limit: number, unit: string, words = 'under'): Figure {
  const round = (number: number): string => (number < 100 ? number.toFixed(1) : number.toFixed(0));
  return {
    what,
    measured: `${round(value)} ${unit}`,
    limit: `${words} ${round(limit)} ${unit}`,
    isWithinLimit: value < limit,
  };
}

function heapUsed(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}
