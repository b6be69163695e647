import type { CompletionItem, TextEdit } from 'vscode-languageserver-types';
import {
  createLanguageService,
  type Language,
  type LanguageService,
  LineIndex,
  type Position,
} from '../../../src/core/index.ts';
import { type MemoryHost, memoryHost, memoryUri } from '../../support/memoryHost.ts';

/** Where the cursor is in a text of a test. */
export const CURSOR = '‸';

const tool = (name: string, description: string, properties: object, required: readonly string[] = []): object => ({
  type: 'function',
  function: { name, description, parameters: { type: 'object', properties, required } },
});

export const TOOLS = [
  tool(
    'SearchSolution',
    'Looks up solutions for a fault.\nOf every device.',
    {
      Error: { type: 'string', description: 'The fault in the words of the user.' },
      top_k: { type: 'integer', minimum: 1, maximum: 10, default: 3 },
      device: { enum: ['printer', 'router'], description: 'Kind of device.' },
    },
    ['Error'],
  ),
  tool('SearchAvailableTime', 'When engineers are free.', { day: { type: 'string' }, onsite: { type: 'boolean' } }, [
    'day',
  ]),
  tool(
    'SubmitOrder',
    'Submits an order.',
    {
      order: { type: 'string', examples: ['SO-1'] },
      parts: {
        type: 'array',
        items: {
          type: 'object',
          properties: { name: { type: 'string' }, count: { type: 'integer' }, state: { enum: ['new', 'used'] } },
          required: ['name'],
        },
      },
      tags: { type: 'array', items: { enum: ['urgent', 'later'] } },
    },
    ['order'],
  ),
  tool('查询天气', '查询城市的天气。', { 城市: { type: 'string' }, 单位: { enum: ['摄氏', '华氏'] } }, ['城市']),
];

export const SOP = `# Repair

1. Ask what is broken.
2. Look it up with \`SearchSolution\`.
   If nothing helps, go on.
3. Ask when with \`SearchAvailableTime\`.
`;

/** A shot of one round with a call. */
export const shotWith = (call: string): string =>
  `**User**: q\n**Think**: t\n**Action**: ${call}\n**Observation**: o\n`;

/** The files next to the one of a test. */
export const FILES: Readonly<Record<string, string>> = {
  'a.tools.json': JSON.stringify(TOOLS, null, 2),
  'repair.sop.md': SOP,
};

export interface Bench {
  readonly service: LanguageService;
  readonly host: MemoryHost;
  readonly uri: string;
  readonly text: string;
  readonly position: Position;
  readonly lines: LineIndex;
}

export interface BenchOptions {
  readonly name?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly language?: Language;
}

/** A workspace with one file whose cursor is marked. */
export function bench(marked: string, options: BenchOptions = {}): Bench {
  const { name = 'case.shots.md', files = FILES, language = 'en' } = options;
  const offset = Math.max(0, marked.indexOf(CURSOR));
  const text = marked.replace(CURSOR, '');
  const host = memoryHost({ ...files, [name]: text });
  const lines = new LineIndex(text);
  const service = createLanguageService(host, { language });
  return { service, host, uri: memoryUri(name), text, lines, position: lines.positionAt(offset) };
}

/** What completion answers at the mark. */
export async function completionsAt(marked: string, options: BenchOptions = {}): Promise<readonly CompletionItem[]> {
  const { service, uri, position } = bench(marked, options);
  return (await service.complete(uri, position)).items;
}

/** The text after an item was chosen; tab stops are shown as they are. */
export function applied(marked: string, item: CompletionItem): string {
  const text = marked.replace(CURSOR, '');
  const edit = item.textEdit as TextEdit;
  return edited(text, [edit]);
}

export function edited(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const sorted = [...edits].sort((a, b) => lines.offsetAt(b.range.start) - lines.offsetAt(a.range.start));
  return sorted.reduce(
    (all, { range, newText }) =>
      all.slice(0, lines.offsetAt(range.start)) + newText + all.slice(lines.offsetAt(range.end)),
    text,
  );
}

/** The text of a range. */
export function textIn({ text, lines }: Bench, range: { readonly start: Position; readonly end: Position }): string {
  return text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end));
}
