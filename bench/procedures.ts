import { createLanguageService, type LanguageService } from '../src/core/index.ts';
import { type MemoryHost, memoryHost, memoryUri } from '../test/support/memoryHost.ts';
import { type Figure, quantile, record, timed } from './report.ts';
import { generateProcedure } from './support/procedure.ts';

const LINES = 2000;
const NAME = 'bench.sop.md';
const URI = memoryUri(NAME);

/** Measures a long procedure: parsed and linted as a text that was never seen, and while somebody types in it. */
export async function benchProcedures(): Promise<void> {
  const text = generateProcedure(LINES, 1);
  const host = memoryHost({ [NAME]: text });
  const service = createLanguageService(host, { language: 'en' });
  const unseen = await timed(
    60,
    () => service.lint(URI),
    (index) => host.write(NAME, generateProcedure(LINES, index + 2)),
  );
  const steps = (await service.procedure(URI))?.steps.length ?? 0;
  const typed = await timed(300, ...typing(service, host, text));
  record('procedures', [
    toInfoFigure('procedure', `${LINES} lines, ${(text.length / 1000).toFixed(0)} kB, ${steps} steps`),
    time('parse and lint of an unseen text, median of 60', quantile(unseen, 0.5), 20),
    time('parse and lint of an unseen text, 95th percentile', quantile(unseen, 0.95), 50),
    time('what an editor asks for after a letter, median of 300', quantile(typed, 0.5), 50),
    time('what an editor asks for after a letter, 95th percentile', quantile(typed, 0.95), 50),
  ]);
}

type Runs = readonly [run: (index: number) => Promise<unknown>, between: (index: number) => void];

/** A letter more in the middle of the text, and then everything that VS Code asks for when a document changes. */
function typing(service: LanguageService, host: MemoryHost, text: string): Runs {
  const at = text.indexOf('\n', text.length / 2);
  const { length } = text.slice(0, at).split('\n');
  const position = { line: length - 1, character: 3 };
  const visible = { start: { line: length - 30, character: 0 }, end: { line: length + 30, character: 0 } };
  return [
    async () => {
      await service.changed(URI);
      await service.complete(URI, position);
      await service.lint(URI);
      await service.semanticTokens(URI);
      await service.documentSymbols(URI);
      await service.foldingRanges(URI);
      await service.codeLenses(URI);
      await service.documentLinks(URI);
      await service.inlayHints(URI, visible);
      await service.codeActions(URI, { start: position, end: position });
    },
    (index) =>
      host.write(NAME, `${text.slice(0, at)}${' the door is open'.repeat(1 + index).slice(0, index)}${text.slice(at)}`),
  ];
}

function toInfoFigure(what: string, measured: string): Figure {
  return { what, measured, limit: '', isWithinLimit: true };
}

function time(what: string, milliseconds: number, limit: number): Figure {
  const measured = `${milliseconds.toFixed(1)} ms`;
  return { what, measured, limit: `under ${limit} ms`, isWithinLimit: milliseconds < limit };
}
