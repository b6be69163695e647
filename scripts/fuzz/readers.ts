import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLanguageService, type LanguageService, LineIndex } from '../../src/core/index.ts';
import { parseAdapterConfig, readTraining } from '../../src/finetuning/index.ts';
import { fillTemplate } from '../../src/generation/prompt/template.ts';
import { memoryHost, memoryUri } from '../../test/support/memoryHost.ts';
import { projectRoot } from '../vscode/environment.ts';

/** Reads texts of one kind; throws if it crashes or what it answers is not valid. */
export interface FuzzedReader {
  readonly name: string;
  readonly samples: readonly string[];
  run(text: string): Promise<void> | void;
}

/** A property that does not hold. */
export class BrokenProperty extends Error {}

const SHOTS = 'fuzz.shots.md';

/** Every reader of texts from outside. */
export function createReaders(): readonly FuzzedReader[] {
  const examples = (pattern: string) => samplesOf(`examples/**/${pattern}`);
  const shots = [...examples('*.shots.md'), ...samplesOf('test/fixtures/rules/**/*.shots.md')];
  const procedures = [...examples('*.sop.md'), ...samplesOf('test/fixtures/rules/**/*.sop.md')];
  const tools = [...examples('*.tools.json'), ...samplesOf('test/fixtures/rules/**/*.tools.{json,yaml}')];
  return [
    { name: 'lint of shots', samples: shots, run: (text) => lint(SHOTS, text) },
    { name: 'fix of shots', samples: shots, run: fix },
    { name: 'format of shots', samples: shots, run: format },
    { name: 'lint of a procedure', samples: procedures, run: (text) => lint('fuzz.sop.md', text) },
    { name: 'lint of tools', samples: tools, run: (text) => lint('fuzz.tools.json', text) },
    { name: 'lint of YAML tools', samples: tools, run: (text) => lint('fuzz.tools.yaml', text) },
    { name: 'lint of a project', samples: examples('sop-shots.yaml'), run: (text) => lint('sop-shots.yaml', text) },
    { name: 'training files', samples: TRAINING, run: (text) => void readTraining(text) },
    { name: 'adapter configuration', samples: TRAINING, run: (text) => void parseAdapterConfig(readJson(text)) },
    {
      name: 'templates',
      samples: samplesOf('src/generation/**/*.md'),
      run: (text) => void fillTemplate(text, { x: 'y' }),
    },
  ];
}

const TRAINING = [
  '{"peft_type": "LORA", "r": 8, "lora_alpha": 16, "target_modules": ["q_proj", "v_proj"], "rank_pattern": {"a.b": 4}}',
  'model_name_or_path: a/b\nfinetuning_type: lora\nlora_rank: 8\nlora_target: all\n# comment\n',
  'adapter: lora\nlora_r: 8\nlora_target_linear: true\nbase_model: a/b\n',
  'from peft import LoraConfig\nconfig = LoraConfig(r=8, target_modules=["q_proj"])  # comment\n',
  'CUDA_VISIBLE_DEVICES=0 swift sft \\\n  --model a/b \\\n  --tuner_type lora --lora_rank 8\n',
];

function samplesOf(pattern: string): readonly string[] {
  const texts = globSync(pattern, { cwd: projectRoot })
    .toSorted()
    .map((path) => readFileSync(join(projectRoot, path), 'utf8'));
  return texts.length > 0 ? texts : [''];
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const TOOL_FILE = JSON.stringify([
  {
    name: 'f',
    parameters: { type: 'object', properties: { a: { type: 'string' }, n: { type: 'integer' } }, required: ['a'] },
  },
]);

function createService(name: string, text: string): LanguageService {
  return createLanguageService(memoryHost({ 'known.tools.json': TOOL_FILE, [name]: text }), { language: 'en' });
}

/** Findings and the edits that fix them lie in the text; edits of one fix do not overlap. */
async function lint(name: string, text: string): Promise<void> {
  const { diagnostics } = await createService(name, text).lint(memoryUri(name));
  const lines = new LineIndex(text);
  for (const { range, rule, repairs } of diagnostics) {
    requireInside(lines, text, range, rule);
    for (const { changes } of repairs) {
      const edits = changes[memoryUri(name)] ?? [];
      for (const edit of edits) requireInside(lines, text, edit.range, rule);
      requireApart(lines, edits, rule);
    }
  }
}

type Range = Parameters<typeof requireInside>[2];

function requireInside(
  lines: LineIndex,
  text: string,
  {
    start,
    end,
  }: { readonly start: { line: number; character: number }; readonly end: { line: number; character: number } },
  what: string,
): void {
  const [from, to] = [lines.offsetAt(start), lines.offsetAt(end)];
  if (from > to || to > text.length || start.line < 0 || start.character < 0) {
    throw new BrokenProperty(`the range of ${what} is not in the text`);
  }
}

function requireApart(lines: LineIndex, edits: readonly { readonly range: Range }[], what: string): void {
  const spans = edits.map(({ range }) => [lines.offsetAt(range.start), lines.offsetAt(range.end)] as const);
  const sorted = spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [index, [start]] of sorted.entries()) {
    if (start < (sorted[index - 1]?.[1] ?? 0)) throw new BrokenProperty(`the edits of ${what} overlap`);
  }
}

/** Fixed text is not changed again, and keeps its shots. */
async function fix(text: string): Promise<void> {
  const uri = memoryUri(SHOTS);
  const service = createService(SHOTS, text);
  const before = await service.lint(uri);
  const { text: fixed } = await service.fixAll(uri);
  const again = createService(SHOTS, fixed);
  if ((await again.fixAll(uri)).text !== fixed) throw new BrokenProperty('fixed text is fixed again');
  const after = await again.lint(uri);
  if (after.calls !== before.calls)
    throw new BrokenProperty(`a fix changes the calls from ${before.calls} to ${after.calls}`);
}

/** Formatted text keeps its calls. */
async function format(text: string): Promise<void> {
  const uri = memoryUri(SHOTS);
  const service = createService(SHOTS, text);
  const lines = new LineIndex(text);
  const edits = await service.format(uri, undefined, 'shots');
  for (const { range } of edits) requireInside(lines, text, range, 'format');
  let formatted = '';
  let at = 0;
  for (const { range, newText } of edits) {
    formatted += text.slice(at, lines.offsetAt(range.start)) + newText;
    at = lines.offsetAt(range.end);
  }
  formatted += text.slice(at);
  const [before, after] = [await service.lint(uri), await createService(SHOTS, formatted).lint(uri)];
  if (before.calls !== after.calls)
    throw new BrokenProperty(`formatting changes the calls from ${before.calls} to ${after.calls}`);
}
