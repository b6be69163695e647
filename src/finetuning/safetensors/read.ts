import { defineMessages, type Message } from '../../core/index.ts';
import { isRecord, show } from '../architectures/configReader.ts';
import { type Finding, type FindingCode, failure, type Outcome, settle, success } from '../finding.ts';
import type { ModelOptions } from '../model/options.ts';
import type { ModelTree } from '../model/tree.ts';
import { buildTensorTree } from './buildTensorTree.ts';
import { headerLength, parseHeader } from './header.ts';
import type { TensorInfo } from './tensorInfo.ts';
import { parseJson, utf8Text } from './utf8.ts';

const say = defineMessages({
  noFile: { en: 'File “{file}” does not exist.', 'zh-CN': '找不到文件“{file}”。' },
  missingShard: {
    en: 'The index refers to “{file}”, which does not exist.',
    'zh-CN': '索引引用了“{file}”，但该文件不存在。',
  },
  index: {
    en: '“{file}” is not an index of safetensors files: {what}.',
    'zh-CN': '“{file}”不是 safetensors 索引文件：{what}。',
  },
  noMap: { en: 'it has no weight_map of names and files', 'zh-CN': '缺少由张量名与文件名组成的 weight_map' },
  indexTooLarge: { en: 'it is larger than {most} bytes', 'zh-CN': '文件超过 {most} 字节' },
  outside: {
    en: 'it refers to {name}, which is not in the same folder',
    'zh-CN': '它引用了不在同一目录的文件 {name}',
  },
  twice: {
    en: 'The tensor “{name}” is in more than one file; it is counted once.',
    'zh-CN': '张量“{name}”出现在多个文件中，只计一次。',
  },
  absent: {
    en: '{count} tensors of the index are in none of its files, for example “{name}”.',
    'zh-CN': '索引中有 {count} 个张量不在任何文件里，例如“{name}”。',
  },
  part: {
    en: '“{file}” is one part of several; only its tensors are counted.',
    'zh-CN': '“{file}”只是多个分片之一，这里仅统计其中的张量。',
  },
  openIndex: {
    en: 'Open the .safetensors.index.json in the same folder.',
    'zh-CN': '请打开同目录下的 .safetensors.index.json。',
  },
});

/** Reads `[start, end)` of a file; fewer bytes at the end of the file. `undefined`: no such file. */
export type ReadRange = (file: string, start: number, end: number) => Promise<Uint8Array | undefined>;

/** No model needs a larger index. */
const MAX_INDEX_BYTES = 64_000_000;

/**
 * Reads the headers (never the weights) of one `*.safetensors` file or of all shards of a `*.safetensors.index.json`,
 * and builds the tree from the shapes. Shards must be in the folder of the index.
 */
export async function readSafetensors(
  file: string,
  readRange: ReadRange,
  options: ModelOptions = {},
): Promise<Outcome<ModelTree>> {
  const named = options.name === undefined ? { ...options, name: file } : options;
  if (file.endsWith('.json')) return readIndexed(file, readRange, named);
  const tensors = await readHeader(file, readRange, 'noFile');
  if (!tensors.ok) return tensors;
  const built = buildTensorTree(tensors.value, named);
  if (!/-\d{5}-of-\d{5}\.safetensors$/.test(file) || !built.ok) return built;
  const warning: Finding = {
    code: 'shard-missing',
    severity: 'warning',
    field: '',
    message: say('part', { file }),
    advice: say('openIndex'),
  };
  return success(built.value, [...built.findings, warning]);
}

async function readHeader(
  file: string,
  readRange: ReadRange,
  absent: 'noFile' | 'missingShard',
): Promise<Outcome<readonly TensorInfo[]>> {
  const start = await readRange(file, 0, 8);
  if (start === undefined) return failure(finding('shard-missing', say(absent, { file })));
  const length = headerLength(file, start);
  if (!length.ok) return length;
  const bytes = await readRange(file, 8, 8 + length.value);
  return parseHeader(file, bytes ?? new Uint8Array(), length.value);
}

async function readIndexed(file: string, readRange: ReadRange, options: ModelOptions): Promise<Outcome<ModelTree>> {
  const bytes = await readRange(file, 0, MAX_INDEX_BYTES + 1);
  if (bytes === undefined) return failure(finding('shard-missing', say('noFile', { file })));
  const index = parseIndex(file, bytes);
  if (!index.ok) return index;
  const { names, shards } = index.value;
  const findings: Finding[] = [];
  const tensors = new Map<string, TensorInfo>();
  const folder = file.slice(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  for (const shard of shards) {
    const header = await readHeader(folder + shard, readRange, 'missingShard');
    if (!header.ok) return header;
    for (const tensor of header.value) {
      if (tensors.has(tensor.name)) {
        findings.push({ ...finding('header-duplicate', say('twice', { name: tensor.name })), severity: 'warning' });
      } else tensors.set(tensor.name, tensor);
    }
  }
  const missing = names.filter((name) => !tensors.has(name));
  if (missing.length > 0) {
    const message = say('absent', { count: missing.length, name: missing[0] ?? '' });
    findings.push({ ...finding('index-invalid', message), severity: 'warning' });
  }
  const built = buildTensorTree([...tensors.values()], options);
  if (!built.ok) return built;
  return settle(built.value, [...findings.slice(0, 5), ...built.findings]);
}

interface ShardIndex {
  readonly names: readonly string[];
  readonly shards: readonly string[];
}

function parseIndex(file: string, bytes: Uint8Array): Outcome<ShardIndex> {
  const refuse = (what: Message): Outcome<never> => failure(finding('index-invalid', say('index', { file, what })));
  if (bytes.length > MAX_INDEX_BYTES) return refuse(say('indexTooLarge', { most: MAX_INDEX_BYTES }));
  const text = utf8Text(bytes);
  const index = text === undefined ? undefined : parseJson(text);
  const map = isRecord(index) ? index.weight_map : undefined;
  if (!isRecord(map)) return refuse(say('noMap'));
  const shards = new Set<string>();
  for (const shard of Object.values(map)) {
    const isBeside = typeof shard === 'string' && /^[^/\\]+\.safetensors$/.test(shard) && !shard.startsWith('..');
    if (!isBeside) return refuse(say('outside', { name: show(shard) }));
    shards.add(shard);
  }
  return success({ names: Object.keys(map), shards: [...shards].sort() });
}

function finding(code: FindingCode, message: Message): Finding {
  return { code, severity: 'error', field: '', message };
}
