import {
  createJsonRanges,
  defineMessages,
  findControlTokens,
  isObject,
  type JsonObject,
  type JsonValue,
  type Message,
  parseJson,
  type Severity,
  type TextRange,
  type Tool,
  toPointer,
  type ValuePath,
} from '../../core/index.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { detectReader, readRow } from '../readers/index.ts';
import type { DatasetReader } from '../readers/reader.ts';
import { createCallCheck } from './rowCalls.ts';
import { hashRow } from './rowHash.ts';
import { createSeenRows, type SeenRows } from './seenRows.ts';

const say = defineMessages({
  truncated: { en: 'The line ends in the middle of a value.', 'zh-CN': '此行在值的中间被截断。' },
  notRow: { en: 'The line is not a JSON object.', 'zh-CN': '此行不是 JSON 对象。' },
  tooLong: {
    en: 'The line has {length} MB and is not checked; the limit is {limit} MB.',
    'zh-CN': '此行有 {length} MB，未作检查；上限为 {limit} MB。',
  },
  unknownFormat: {
    en: 'The format of this row is not known: it has the keys {keys}.',
    'zh-CN': '无法识别此行的格式：它包含的键为 {keys}。',
  },
  mixedFormats: {
    en: 'This row has another format ({format}) than the first one ({first}).',
    'zh-CN': '此行的格式（{format}）与第一行（{first}）不同。',
  },
  mixedKeys: {
    en: 'The first row has no key `{key}`. Readers that take the columns from the beginning of the file fail.',
    'zh-CN': '第一行没有键 `{key}`。根据文件开头确定列的读取程序会出错。',
  },
  duplicate: { en: 'This row is equal to line {line}.', 'zh-CN': '此行与第 {line} 行相同。' },
  control: {
    en: '`{token}` is a control token of {models}. Most trainers read it as one.',
    'zh-CN': '`{token}` 是 {models} 的控制 token，多数训练程序会把它当作控制 token。',
  },
});

/** A problem in a row. The range is within the text of the row. */
export interface DataFinding extends TextRange {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
}

/** What is known of a row besides its problems. */
export interface LintedRow {
  readonly findings: readonly DataFinding[];
  readonly conversation: Conversation | undefined;
  readonly reader: DatasetReader | undefined;
}

/** Checks the rows of one file, one after the other. */
export interface DataLinter {
  /** `line`: the row's line from 1, which later duplicates refer to. */
  row(text: string, line: number): LintedRow;
  readonly counts: { readonly rows: number; readonly calls: number };
}

/** A line that is longer than the limit, which was not read. */
export function createLengthFinding(bytes: number, limit: number): DataFinding {
  const inMegabytes = (length: number) => Math.round(length / 2 ** 20);
  const message = say('tooLong', { length: inMegabytes(bytes), limit: inMegabytes(limit) });
  return { rule: 'limit-reached', severity: 'error', message, start: 0, end: 1 };
}

interface FileState {
  reader: DatasetReader | undefined;
  firstKeys: ReadonlySet<string> | undefined;
  readonly reportedKeys: Set<string>;
  readonly seen: SeenRows;
  hasCalls: boolean;
}

/** Creates a linter for one file. Its memory is one hash per row. `tools` are those of rows that have none themselves. */
export function createDataLinter(tools: readonly Tool[] = []): DataLinter {
  const counts = { rows: 0, calls: 0 };
  const checkCalls = createCallCheck(tools);
  const state: FileState = {
    reader: undefined,
    firstKeys: undefined,
    reportedKeys: new Set(),
    seen: createSeenRows(),
    hasCalls: false,
  };
  return {
    counts,
    row(text, line) {
      const parsed = parseRow(text);
      if ('rule' in parsed) return { findings: [parsed], conversation: undefined, reader: undefined };
      counts.rows += 1;
      const findings: DataFinding[] = [];
      const add = createAdder(text, findings);
      checkKeys(parsed.row, state, add);
      checkDuplicate(text, line, state, findings);
      const reader = chooseReader(parsed.row, state, add);
      if (reader === undefined) return { findings, conversation: undefined, reader };
      const { conversation, problems } = readRow(reader, parsed.row);
      for (const { code, severity, path, message } of problems) add(code, severity, path, message);
      if (conversation !== undefined) {
        counts.calls += countCalls(conversation);
        state.hasCalls ||= counts.calls > 0;
        for (const { rule, severity, path, message } of checkCalls(conversation)) add(rule, severity, path, message);
      }
      addControlTokens(text, reader, findings);
      return { findings, conversation, reader };
    },
  };
}

type Add = (rule: string, severity: Severity, path: ValuePath, message: Message) => void;

/** Ranges are found when there is something to report. */
function createAdder(text: string, findings: DataFinding[]): Add {
  let rangesAt: ReturnType<typeof createJsonRanges> | undefined;
  return (rule, severity, path, message) => {
    rangesAt ??= createJsonRanges(text, 0);
    const { start, end } = rangesAt(toPointer(path)).value;
    findings.push({ rule, severity, message, start, end });
  };
}

function parseRow(text: string): { readonly row: JsonObject } | DataFinding {
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return toSyntaxFinding(text, reason);
  }
  if (isObject(value)) return { row: value };
  return { rule: 'invalid-json', severity: 'error', message: say('notRow'), start: 0, end: text.length };
}

/** The engine says whether the text breaks off; the tolerant parser says where it is wrong. */
function toSyntaxFinding(text: string, reason: string): DataFinding {
  const end = text.trimEnd().length;
  if (/Unexpected end|Unterminated/.test(reason)) {
    return { rule: 'truncated-line', severity: 'error', message: say('truncated'), start: Math.max(0, end - 1), end };
  }
  const [problem] = parseJson(text, 0).problems;
  const range = problem === undefined ? { start: 0, end } : { start: problem.start, end: problem.end };
  return { rule: 'invalid-json', severity: 'error', message: problem?.message ?? say('notRow'), ...range };
}

function checkKeys(row: JsonObject, state: FileState, add: Add): void {
  const keys = Object.keys(row);
  const { firstKeys, reportedKeys } = state;
  if (firstKeys === undefined) {
    state.firstKeys = new Set(keys);
    return;
  }
  for (const key of keys) {
    if (firstKeys.has(key) || reportedKeys.has(key)) continue;
    reportedKeys.add(key);
    add('mixed-keys', 'warning', [key], say('mixedKeys', { key }));
  }
}

function checkDuplicate(text: string, line: number, { seen }: FileState, findings: DataFinding[]): void {
  const first = seen.firstLine(hashRow(text), line);
  if (first === line) return;
  const message = say('duplicate', { line: first });
  findings.push({ rule: 'duplicate-sample', severity: 'warning', message, start: 0, end: text.length });
}

/** The format of the file is that of its first row; plain messages belong to every format with messages. */
function chooseReader(row: JsonObject, state: FileState, add: Add): DatasetReader | undefined {
  const found = detectReader(row);
  if (found === undefined) {
    add('unknown-format', 'error', [], say('unknownFormat', { keys: Object.keys(row).slice(0, 10) }));
    return undefined;
  }
  const { reader } = state;
  const isPlain = found.id === 'hf';
  if (reader === undefined || (reader.id === 'hf' && !isPlain && !state.hasCalls && Array.isArray(row.messages))) {
    state.reader = found;
    return found;
  }
  if (found === reader) return found;
  if (isPlain && Array.isArray(row.messages) && reader.id !== 'sharegpt' && reader.id !== 'alpaca') return reader;
  add('mixed-formats', 'error', [], say('mixedFormats', { format: found.id, first: reader.id }));
  return found;
}

function countCalls({ turns }: Conversation): number {
  let count = 0;
  for (const turn of turns) if (turn.kind === 'assistant') count += turn.calls.length;
  return count;
}

const TOOL_TOKEN = /^<\/?tool_(?:call|response)>$/;

/** ShareGPT rows hold calls and results in tags, and so does chat text that lists its tools in `<tools>`. */
function addControlTokens(text: string, { id }: DatasetReader, findings: DataFinding[]): void {
  const tokens = findControlTokens(text);
  if (tokens.length === 0) return;
  const holdsTags = id === 'sharegpt' || text.includes('<tools>');
  for (const { token, models, start, end } of tokens) {
    if (holdsTags && TOOL_TOKEN.test(token)) continue;
    findings.push({
      rule: 'control-token',
      severity: 'warning',
      message: say('control', { token, models }),
      start,
      end,
    });
  }
}
