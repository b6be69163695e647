import { defineMessages, type Message } from '../../core/index.ts';
import { isRecord, show } from '../architectures/configReader.ts';
import { type Finding, type FindingCode, failure, type Outcome, success } from '../finding.ts';
import { scanHeader } from './scan.ts';
import type { TensorInfo } from './tensorInfo.ts';
import { parseJson, utf8Text } from './utf8.ts';

const say = defineMessages({
  truncated: {
    en: '“{file}” ends after {have} bytes; its header needs {need}.',
    'zh-CN': '“{file}”只有 {have} 字节，而文件头需要 {need} 字节。',
  },
  download: {
    en: 'The download may be incomplete, or the file is a Git LFS pointer.',
    'zh-CN': '可能是下载不完整，或者该文件只是 Git LFS 指针。',
  },
  tooLarge: {
    en: '“{file}” declares a header of {size} bytes; the format allows {most}.',
    'zh-CN': '“{file}”声称文件头有 {size} 字节，而格式上限是 {most} 字节。',
  },
  notSafetensors: {
    en: 'The file is probably not a safetensors file.',
    'zh-CN': '该文件很可能不是 safetensors 文件。',
  },
  notJson: { en: 'The header of “{file}” is not a JSON object.', 'zh-CN': '“{file}”的文件头不是 JSON 对象。' },
  tensor: {
    en: 'The tensor “{name}” of “{file}” is invalid: {what}.',
    'zh-CN': '“{file}”中张量“{name}”的描述有误：{what}。',
  },
  description: { en: 'it needs dtype, shape and data_offsets', 'zh-CN': '缺少 dtype、shape 或 data_offsets' },
  name: { en: 'its name is longer than {most} characters', 'zh-CN': '名称超过 {most} 个字符' },
  shape: { en: 'the shape {value} is not a list of sizes', 'zh-CN': 'shape {value} 不是尺寸列表' },
  offsets: {
    en: 'the data_offsets {value} are not a start and an end',
    'zh-CN': 'data_offsets {value} 不是有效的起止位置',
  },
  size: {
    en: '{bytes} bytes do not hold the shape {shape} of {dtype}',
    'zh-CN': '{bytes} 字节放不下形状为 {shape} 的 {dtype}',
  },
  overlap: {
    en: 'Tensors of “{file}” overlap or leave a gap at byte {at}, by “{name}”.',
    'zh-CN': '“{file}”中的张量在第 {at} 字节处重叠或留有空隙（“{name}”）。',
  },
});

/** The format's limit for a header. */
export const MAX_HEADER_BYTES = 100_000_000;

/** Longer names are rejected: their dots could nest too deeply. */
const MAX_NAME_LENGTH = 1000;

/** No tensor has more dimensions. */
const MAX_DIMENSIONS = 16;

/** Bits per value; the size of unknown types is not checked. */
const bits: ReadonlyMap<string, number> = new Map([
  ['F4', 4],
  ...['BOOL', 'U8', 'I8', 'F8_E4M3', 'F8_E5M2', 'F8_E8M0'].map((type) => [type, 8] as const),
  ...['U16', 'I16', 'F16', 'BF16'].map((type) => [type, 16] as const),
  ...['U32', 'I32', 'F32'].map((type) => [type, 32] as const),
  ...['U64', 'I64', 'F64'].map((type) => [type, 64] as const),
]);

/** Length of the JSON that follows the first eight bytes. */
export function headerLength(file: string, start: Uint8Array): Outcome<number> {
  if (start.length < 8) {
    return fail('header-truncated', say('truncated', { file, have: start.length, need: 8 }), say('download'));
  }
  const length = Number(new DataView(start.buffer, start.byteOffset, 8).getBigUint64(0, true));
  if (length > MAX_HEADER_BYTES || length < 2) {
    const message = say('tooLarge', { file, size: String(length), most: MAX_HEADER_BYTES });
    return fail('header-too-large', message, say('notSafetensors'));
  }
  return success(length);
}

/** The tensors of a header: `bytes` is the JSON, `length` its expected length. */
export function parseHeader(file: string, bytes: Uint8Array, length: number): Outcome<readonly TensorInfo[]> {
  if (bytes.length < length) {
    const message = say('truncated', { file, have: 8 + bytes.length, need: 8 + length });
    return fail('header-truncated', message, say('download'));
  }
  const text = utf8Text(bytes.subarray(0, length));
  const tensors = text === undefined ? undefined : (scanHeader(text) ?? readTensors(parseJson(text)));
  if (tensors === undefined) return fail('header-not-json', say('notJson', { file }), say('notSafetensors'));
  for (const tensor of tensors) {
    const what = isTensor(tensor) ? checkTensor(tensor) : tensor.problem;
    if (what === undefined) continue;
    return fail('header-invalid-tensor', say('tensor', { file, name: shortened(tensor.name), what }));
  }
  const good = tensors.filter(isTensor);
  const gap = firstGap(good);
  if (gap === undefined) return success(good);
  const unsorted = firstGap(good.toSorted((a, b) => a.start - b.start || a.end - b.end));
  if (unsorted === undefined) return success(good);
  return fail('header-overlap', say('overlap', { file, at: unsorted.start, name: shortened(unsorted.name) }));
}

/** An invalid entry of a header. */
interface InvalidTensor {
  readonly name: string;
  readonly problem: Message;
}

function isTensor(tensor: TensorInfo | InvalidTensor): tensor is TensorInfo {
  return !('problem' in tensor);
}

/** The entries of a header parsed as JSON; undefined if it is not an object. */
function readTensors(header: unknown): readonly (TensorInfo | InvalidTensor)[] | undefined {
  if (!isRecord(header)) return undefined;
  return Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => readTensor(name, entry));
}

function readTensor(name: string, entry: unknown): TensorInfo | InvalidTensor {
  if (!isRecord(entry) || typeof entry.dtype !== 'string') return { name, problem: say('description') };
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isSizes(shape)) return { name, problem: say('shape', { value: show(shape) }) };
  if (!isSizes(offsets) || offsets.length !== 2) return { name, problem: say('offsets', { value: show(offsets) }) };
  return { name, dtype, shape, start: offsets[0] ?? 0, end: offsets[1] ?? 0 };
}

function checkTensor({ name, dtype, shape, start, end }: TensorInfo): Message | undefined {
  if (name.length > MAX_NAME_LENGTH) return say('name', { most: MAX_NAME_LENGTH });
  if (start > end) return say('offsets', { value: show([start, end]) });
  if (shape.length > MAX_DIMENSIONS) return say('shape', { value: show(shape) });
  let values = 1;
  for (const size of shape) values *= size;
  const width = bits.get(dtype);
  if (width === undefined || (values * width) / 8 === end - start) return undefined;
  return say('size', { bytes: end - start, shape: show(shape), dtype });
}

function isSizes(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}

/**
 * The format requires tensors without gaps between them; a file with gaps is damaged or malicious. Writers usually store
 * them in this order; only otherwise they have to be sorted first.
 */
function firstGap(tensors: readonly TensorInfo[]): TensorInfo | undefined {
  let at = 0;
  for (const tensor of tensors) {
    if (tensor.start !== at) return tensor;
    at = tensor.end;
  }
  return undefined;
}

function shortened(name: string): string {
  return name.length > 80 ? `${name.slice(0, 77)}…` : name;
}

function fail(code: FindingCode, message: Message, advice?: Message): Outcome<never> {
  const finding: Finding = { code, severity: 'error', field: '', message, ...(advice === undefined ? {} : { advice }) };
  return failure(finding);
}
