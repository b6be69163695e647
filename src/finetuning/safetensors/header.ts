import { defineMessages, type Message } from '../../core/index.ts';
import { isRecord, show } from '../architectures/configReader.ts';
import { type Finding, type FindingCode, failure, type Outcome, success } from '../finding.ts';
import { scanHeader } from './scan.ts';
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
    en: '“{file}” claims a header of {size} bytes; the format allows {most}.',
    'zh-CN': '“{file}”声称文件头有 {size} 字节，而格式上限是 {most} 字节。',
  },
  notSafetensors: {
    en: 'The file is probably not a safetensors file.',
    'zh-CN': '该文件很可能不是 safetensors 文件。',
  },
  notJson: { en: 'The header of “{file}” is not a JSON object.', 'zh-CN': '“{file}”的文件头不是 JSON 对象。' },
  tensor: {
    en: 'The tensor “{name}” of “{file}” is described wrongly: {what}.',
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

/** What a header says of one tensor. */
export interface TensorInfo {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Where its bytes lie, from the end of the header. */
  readonly start: number;
  readonly end: number;
}

/** The format's own limit of a header. */
export const largestHeader = 100_000_000;

/** A longer name is nobody's module; its dots could nest deeper than any host can follow. */
const longestName = 1000;

/** More dimensions no tensor has. */
const mostDimensions = 16;

/** Bits of one value; types that are not known are taken as they stand, without a check of their size. */
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
  if (length > largestHeader || length < 2) {
    const message = say('tooLarge', { file, size: String(length), most: largestHeader });
    return fail('header-too-large', message, say('notSafetensors'));
  }
  return success(length);
}

/** The tensors of a header: `bytes` is the JSON alone, `length` what it should have been. */
export function parseHeader(file: string, bytes: Uint8Array, length: number): Outcome<readonly TensorInfo[]> {
  if (bytes.length < length) {
    const message = say('truncated', { file, have: 8 + bytes.length, need: 8 + length });
    return fail('header-truncated', message, say('download'));
  }
  const text = utf8Text(bytes.subarray(0, length));
  const tensors = text === undefined ? undefined : (scanHeader(text) ?? tensorsOf(parseJson(text)));
  if (tensors === undefined) return fail('header-not-json', say('notJson', { file }), say('notSafetensors'));
  for (const tensor of tensors) {
    const what = isTensor(tensor) ? wrongTensor(tensor) : tensor.wrong;
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

/** A member of a header that describes no tensor. */
interface WrongTensor {
  readonly name: string;
  readonly wrong: Message;
}

function isTensor(tensor: TensorInfo | WrongTensor): tensor is TensorInfo {
  return !('wrong' in tensor);
}

/** Members of a header that could not be scanned, as JSON has them; undefined if it is no object. */
function tensorsOf(header: unknown): readonly (TensorInfo | WrongTensor)[] | undefined {
  if (!isRecord(header)) return undefined;
  return Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => tensorOf(name, entry));
}

function tensorOf(name: string, entry: unknown): TensorInfo | WrongTensor {
  if (!isRecord(entry) || typeof entry.dtype !== 'string') return { name, wrong: say('description') };
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isSizes(shape)) return { name, wrong: say('shape', { value: show(shape) }) };
  if (!isSizes(offsets) || offsets.length !== 2) return { name, wrong: say('offsets', { value: show(offsets) }) };
  return { name, dtype, shape, start: offsets[0] ?? 0, end: offsets[1] ?? 0 };
}

function wrongTensor({ name, dtype, shape, start, end }: TensorInfo): Message | undefined {
  if (name.length > longestName) return say('name', { most: longestName });
  if (start > end) return say('offsets', { value: show([start, end]) });
  if (shape.length > mostDimensions) return say('shape', { value: show(shape) });
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
 * The format wants tensors to follow each other without a gap: what breaks the row is hostile or damaged. Writers put
 * them into the header in this order already; only where one did not do they have to be sorted first.
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
