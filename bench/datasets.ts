/** `node bench/datasets.ts`: times the export of shots and the check of training data beside JSON.parse. */
import { fileURLToPath } from 'node:url';
import { createLanguageService } from '../src/core/index.ts';
import {
  createDataLinter,
  createExporter,
  EXPORT_LINT_OPTIONS,
  findTarget,
  toProjectSettings,
} from '../src/datasets/index.ts';
import { memoryHost, memoryUri } from '../test/support/memoryHost.ts';
import { type Figure, record, timedProcessor } from './report.ts';
import { generateDocument } from './support/document.ts';
import { TOOLS } from './support/tools.ts';

const RUNS = 7;
const NAME = 'bench.shots.md';
const MEGABYTE = 1_000_000;

/** Measures and records the figures of datasets. */
export async function benchDatasets(): Promise<void> {
  const lines = await exportLines();
  record('datasets', [
    await exported(),
    checked('rows with the same tools', lines),
    checked('rows with tools of their own', withOwnTools(lines)),
  ]);
}

async function openDocument() {
  const text = generateDocument({ calls: 16_000, wrong: 0, bytes: 4 * MEGABYTE });
  const host = memoryHost({ 'bench.tools.json': JSON.stringify(TOOLS), [NAME]: text });
  const service = createLanguageService(host, { language: 'en' });
  const { diagnostics } = await service.lint(memoryUri(NAME), EXPORT_LINT_OPTIONS, 'shots');
  const context = await service.getContext(memoryUri(NAME), 'shots');
  if (context === undefined) throw new Error('the document cannot be read');
  return { path: NAME, document: context.document, tools: context.tools, diagnostics };
}

function create() {
  const target = findTarget('hf');
  if (target === undefined) throw new Error('no target');
  return createExporter(toProjectSettings(target, { plainAs: 'react' }));
}

async function exportLines(): Promise<readonly string[]> {
  return [...create().add(await openDocument())].map(({ line }) => line);
}

/** From the parsed document to lines; the document is as large as its text. */
async function exported(): Promise<Figure> {
  const document = await openDocument();
  let bytes = 0;
  const times = timedProcessor(RUNS, () => {
    bytes = 0;
    for (const { line } of create().add(document)) bytes += Buffer.byteLength(line);
  });
  const speed = bytes / MEGABYTE / ((times[0] ?? 1) / 1000);
  return {
    what: 'export of a parsed document to hf',
    measured: `${speed.toFixed(0)} MB/s of processor time`,
    limit: 'at least 20 MB/s',
    isWithinLimit: speed >= 20,
  };
}

function withOwnTools(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => line.replaceAll('"description":"', `"description":"${index} `));
}

function checked(what: string, lines: readonly string[]): Figure {
  // What is parsed is not kept, as when a large file is read.
  const [parse = 1] = timedProcessor(RUNS, () => {
    for (const line of lines) JSON.parse(line);
  });
  const [lint = 1] = timedProcessor(RUNS, () => {
    const linter = createDataLinter();
    for (const [index, line] of lines.entries()) linter.row(line, index + 1);
  });
  const ratio = parse / lint;
  return {
    what: `lint of ${what}, processor time beside JSON.parse`,
    measured: `${ratio.toFixed(2)} ×`,
    limit: 'at least 0.3 ×',
    isWithinLimit: ratio >= 0.3,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchDatasets();
