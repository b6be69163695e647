/** `node bench/evaluation.ts`: evaluates ten thousand cases with a model that answers at once, and a cache that is a file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRunStore } from '../src/cli/eval/runStore.ts';
import { createLanguageService } from '../src/core/index.ts';
import { separateUsable } from '../src/datasets/index.ts';
import {
  createCases,
  DEFAULT_PROMPT_OPTIONS,
  runEvaluation,
  toEvaluationSource,
  toScores,
} from '../src/evaluation/index.ts';
import type { ChatModel } from '../src/generation/index.ts';
import { SYSTEM_CLOCK } from '../src/models/index.ts';
import { memoryHost, memoryUri } from '../test/support/memoryHost.ts';
import { type Figure, record } from './report.ts';
import { generateDocument } from './support/document.ts';
import { TOOLS } from './support/tools.ts';

const CASES = 10_000;
const LIMIT = 3;

/** Measures and records what evaluation adds to the time of the model. */
export async function benchEvaluation(): Promise<void> {
  const host = memoryHost({
    'bench.shots.md': generateDocument({ calls: CASES, wrong: 0, bytes: CASES * 300 }),
    'bench.tools.json': JSON.stringify(TOOLS),
  });
  const service = createLanguageService(host, { language: 'en' });
  const uri = memoryUri('bench.shots.md');
  const context = await service.getContext(uri, 'shots');
  if (context === undefined) throw new Error('The document could not be read.');
  const { diagnostics } = await service.lint(uri, {}, 'shots');
  const source = toEvaluationSource(uri, context, separateUsable(context.document, diagnostics).leftOut);
  const folder = mkdtempSync(join(tmpdir(), 'sop-shots-bench-'));
  try {
    const first = await measureRun(source, folder);
    const again = await measureRun(source, folder);
    record('evaluation', [
      {
        what: 'cases',
        measured: `${first.cases}, prompts of about ${first.tokens} tokens`,
        limit: '',
        isWithinLimit: true,
      },
      overheadFigure('overhead per case, replies stored', first),
      overheadFigure('overhead per case, replies from the cache', again),
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly cases: number;
  readonly milliseconds: number;
  readonly tokens: number;
}

async function measureRun(source: ReturnType<typeof toEvaluationSource>, folder: string): Promise<Measured> {
  const began = performance.now();
  const store = await openRunStore(folder);
  const { cases } = createCases([source], DEFAULT_PROMPT_OPTIONS);
  const options = { form: 'tools', match: 'strict', repeats: 1, runId: 'bench', concurrency: 4 } as const;
  const guard = async () => ({ kind: 'send', level: undefined }) as const;
  const services = {
    model: { chat: INSTANT_MODEL, guard },
    cache: store.cache,
    clock: SYSTEM_CLOCK,
    masker: () => {
      throw new Error('Nothing is masked here.');
    },
  };
  const results = [];
  let tokens = 0;
  for await (const event of runEvaluation(cases, options, services, new AbortController().signal)) {
    if (event.kind === 'planned') tokens = Math.round(event.tokens / event.requests / 100) * 100;
    if (event.kind === 'result') results.push(event.result);
  }
  toScores(results, 1);
  return { cases: results.length, milliseconds: (performance.now() - began) / results.length, tokens };
}

const INSTANT_MODEL: ChatModel = {
  name: 'instant',
  destination: { origin: 'http://127.0.0.1', host: '127.0.0.1' },
  structureMode: undefined,
  async *stream() {
    yield { kind: 'tool-call', call: { id: 'c', name: 'SearchSolution', arguments: '{"Error":"x","top_k":3}' } };
    yield { kind: 'usage', usage: { inputTokens: 1, outputTokens: 1 } };
    yield { kind: 'finish', reason: 'tool-calls' };
  },
};

function overheadFigure(what: string, { milliseconds }: Measured): Figure {
  return {
    what,
    measured: `${milliseconds.toFixed(2)} ms`,
    limit: `under ${LIMIT} ms`,
    isWithinLimit: milliseconds < LIMIT,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchEvaluation();
