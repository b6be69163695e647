import {
  createJsonRanges,
  defineMessages,
  isObject,
  type JsonObject,
  type JsonValue,
  type Message,
  parseJson,
  toPointer,
  type ValuePath,
} from '../../core/index.ts';
import { SHAREGPT_TAGS } from '../targets/llamafactory.ts';
import type { DataFinding } from './dataLinter.ts';

const say = defineMessages({
  notObject: {
    en: 'A list of datasets must be a JSON object of entries.',
    'zh-CN': '数据集列表应为由条目组成的 JSON 对象。',
  },
  noSource: {
    en: 'The dataset `{name}` names no data: it needs `file_name` or an address.',
    'zh-CN': '数据集 `{name}` 没有指定数据：需要 `file_name` 或地址。',
  },
  missing: { en: 'The file `{file}` cannot be read.', 'zh-CN': '无法读取文件 `{file}`。' },
  noRow: { en: 'The first row of `{file}` is not a JSON object.', 'zh-CN': '`{file}` 的第一行不是 JSON 对象。' },
  formatting: {
    en: '`{value}` is not a formatting of LLaMA-Factory. Use {known}.',
    'zh-CN': '`{value}` 不是 LLaMA-Factory 的 formatting，请使用 {known}。',
  },
  column: {
    en: 'The first row of `{file}` has no column `{column}` ({role}); it has {columns}.',
    'zh-CN': '`{file}` 的第一行没有列 `{column}`（{role}），只有 {columns}。',
  },
  unnamed: {
    en: '`{key}` is not named here, and LLaMA-Factory then reads it as none.',
    'zh-CN': '此处没有指定 `{key}`，LLaMA-Factory 会将其视为空。',
  },
  tag: {
    en: 'A message of `{file}` has no key `{key}` ({tag}).',
    'zh-CN': '`{file}` 的消息没有键 `{key}`（{tag}）。',
  },
  role: {
    en: '`{role}` in `{file}` is none of the roles {roles}: LLaMA-Factory skips the sample.',
    'zh-CN': '`{file}` 中的 `{role}` 不在角色 {roles} 之列：LLaMA-Factory 会跳过该样本。',
  },
});

/** The first row of a data file; `missing` if there is no such file, undefined if the row is no JSON object. */
export type ReadFirstRow = (file: string) => Promise<JsonObject | 'missing' | undefined>;

const FORMATTINGS = ['alpaca', 'sharegpt', 'openai'] as const;
type Formatting = (typeof FORMATTINGS)[number];

/** The columns that each format reads where an entry has no `columns`. Columns and tags that an entry leaves out are none. */
const COLUMNS: Readonly<Record<Formatting, Readonly<Record<string, string>>>> = {
  alpaca: { prompt: 'instruction', response: 'output' },
  sharegpt: { messages: 'conversations' },
  openai: { messages: 'conversations' },
};

/** Sources other than a file beside the list, which are not looked at. */
const ADDRESSES = ['hf_hub_url', 'ms_hub_url', 'om_hub_url', 'script_url', 'cloud_file_name'];

/** Checks a `dataset_info.json` of LLaMA-Factory against the data that it describes. */
export async function checkDatasetInfo(text: string, readFirstRow: ReadFirstRow): Promise<readonly DataFinding[]> {
  const findings: DataFinding[] = [];
  const rangesAt = createJsonRanges(text, 0);
  const report = (path: ValuePath, message: Message): void => {
    const { start, end } = rangesAt(toPointer(path)).value;
    findings.push({ rule: 'dataset-info', severity: 'error', message, start, end });
  };
  const { value, problems } = parseJson(text, 0);
  const [problem] = problems;
  if (problem !== undefined) {
    const { start, end, message } = problem;
    return [{ rule: 'invalid-json', severity: 'error', message, start, end }];
  }
  if (!isObject(value)) {
    report([], say('notObject'));
    return findings;
  }
  for (const [name, entry] of Object.entries(value)) {
    if (isObject(entry)) await checkEntry(name, entry, readFirstRow, report);
    else report([name], say('notObject'));
  }
  return findings;
}

type Report = (path: ValuePath, message: Message) => void;

async function checkEntry(name: string, entry: JsonObject, readFirstRow: ReadFirstRow, report: Report): Promise<void> {
  const { file_name: file, formatting = 'alpaca' } = entry;
  if (!isFormatting(formatting)) {
    report([name, 'formatting'], say('formatting', { value: JSON.stringify(formatting), known: [...FORMATTINGS] }));
    return;
  }
  if (typeof file !== 'string') {
    if (!ADDRESSES.some((key) => key in entry)) report([name], say('noSource', { name }));
    return;
  }
  const row = await readFirstRow(file);
  if (row === 'missing' || row === undefined) {
    report([name, 'file_name'], say(row === 'missing' ? 'missing' : 'noRow', { file }));
    return;
  }
  checkColumns({ name, file, formatting, entry, row }, report);
  if (formatting !== 'alpaca') checkTags({ name, file, formatting, entry, row }, report);
}

interface CheckedEntry {
  readonly name: string;
  readonly file: string;
  readonly formatting: Formatting;
  readonly entry: JsonObject;
  readonly row: JsonObject;
}

function isFormatting(value: JsonValue): value is Formatting {
  return FORMATTINGS.some((formatting) => formatting === value);
}

function checkColumns({ name, file, formatting, entry, row }: CheckedEntry, report: Report): void {
  const columns = getColumns(entry, formatting);
  if (formatting !== 'alpaca' && columns.messages === undefined) {
    report([name, 'columns'], say('unnamed', { key: 'messages' }));
  }
  for (const [role, column] of Object.entries(columns)) {
    if (Object.hasOwn(row, column)) continue;
    const path = isObject(entry.columns) ? [name, 'columns', role] : [name];
    report(path, say('column', { file, column, role, columns: Object.keys(row) }));
  }
}

function getColumns({ columns }: JsonObject, formatting: Formatting): Readonly<Record<string, string>> {
  return isObject(columns) ? getTexts(columns) : COLUMNS[formatting];
}

/** Reports the first message that the converter cannot read. */
function checkTags({ name, file, formatting, entry, row }: CheckedEntry, report: Report): void {
  const isOwn = isObject(entry.tags);
  const { role_tag: roleKey, content_tag: contentKey, ...others } = isOwn ? getTexts(entry.tags) : SHAREGPT_TAGS;
  const place = isOwn ? [name, 'tags'] : [name];
  if (roleKey === undefined || contentKey === undefined) {
    report(place, say('unnamed', { key: roleKey === undefined ? 'role_tag' : 'content_tag' }));
    return;
  }
  const messages = row[getColumns(entry, formatting).messages ?? ''];
  if (!Array.isArray(messages)) return;
  const roles = Object.values(others);
  for (const message of (messages as readonly JsonValue[]).filter(isObject)) {
    const missing = [roleKey, contentKey].find((key) => !Object.hasOwn(message, key));
    if (missing !== undefined) {
      report(place, say('tag', { file, key: missing, tag: missing === roleKey ? 'role_tag' : 'content_tag' }));
      return;
    }
    const role = message[roleKey];
    if (typeof role === 'string' && roles.includes(role)) continue;
    report(place, say('role', { file, role: JSON.stringify(role ?? null), roles }));
    return;
  }
}

function getTexts(value: JsonValue | undefined): Readonly<Record<string, string>> {
  if (!isObject(value)) return {};
  const texts = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}
