import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { defineMessages } from '../../core/index.ts';
import {
  buildModel,
  findCatalogueModel,
  type ModelOptions,
  type ModelTree,
  type Outcome,
  type ReadRange,
  readSafetensors,
  searchCatalogue,
} from '../../finetuning/index.ts';
import { UsageError } from '../usageError.ts';

const say = defineMessages({
  unknown: {
    en: 'there is no model, file or folder "{name}"{hint}',
    'zh-CN': '没有名为“{name}”的模型、文件或文件夹{hint}',
  },
  similar: { en: '; similar names: {names}', 'zh-CN': '；相近的名称有：{names}' },
  empty: {
    en: 'the folder "{name}" holds neither a config.json nor safetensors files',
    'zh-CN': '文件夹“{name}”中既没有 config.json，也没有 safetensors 文件',
  },
  kind: {
    en: 'a model is a name of the catalogue, a config.json, a folder or a .safetensors file, not "{name}"',
    'zh-CN': '模型应为目录中的名称、config.json、模型文件夹或 .safetensors 文件，而不是“{name}”',
  },
  notJson: { en: '"{name}" is not valid JSON: {reason}', 'zh-CN': '“{name}”不是有效的 JSON：{reason}' },
});

/** No configuration is larger; a file that is was named by mistake. */
const largestConfig = 64 * 1024 * 1024;

/** The model that `--model` names: of the catalogue, or by a file or folder. */
export async function modelOf(named: string, cwd: string, options: ModelOptions): Promise<Outcome<ModelTree>> {
  const path = resolve(cwd, named);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return modelOfFolder(path, named, options);
  if (found?.isFile()) return modelOfFile(path, { name: named, ...options });
  const known = findCatalogueModel(named);
  if (known !== undefined) return buildModel(known.config, { name: known.name, ...options });
  const similar = searchCatalogue(named.split('/').at(-1)?.replaceAll(/[-_]/g, ' ') ?? '').slice(0, 5);
  const hint = similar.length === 0 ? '' : say('similar', { names: similar.map(({ name }) => name) });
  throw new UsageError(say('unknown', { name: named, hint }));
}

async function modelOfFolder(folder: string, named: string, options: ModelOptions): Promise<Outcome<ModelTree>> {
  const files = await readdir(folder);
  const withName = { name: named, ...options };
  const weights =
    files.find((file) => file.endsWith('.safetensors.index.json')) ??
    files.find((file) => file.endsWith('.safetensors'));
  if (files.includes('config.json')) {
    const built = await modelOfFile(join(folder, 'config.json'), withName);
    const isUnknown = built.findings.some(({ code }) => code === 'unknown-model-type');
    if (!isUnknown || weights === undefined) return built;
    const read = await modelOfFile(join(folder, weights), withName);
    // The headers stand in for the configuration, so its error is only a remark now.
    const remarks = built.findings.map((finding) => ({ ...finding, severity: 'info' as const }));
    return read.ok ? { ...read, findings: [...remarks, ...read.findings] } : read;
  }
  if (weights === undefined) throw new UsageError(say('empty', { name: named }));
  return modelOfFile(join(folder, weights), withName);
}

async function modelOfFile(path: string, options: ModelOptions): Promise<Outcome<ModelTree>> {
  if (/\.safetensors(\.index\.json)?$/.test(path)) return readSafetensors(path, readRange, options);
  if (!path.endsWith('.json')) throw new UsageError(say('kind', { name: basename(path) }));
  const config = await readJson(path);
  const isIndex = typeof config === 'object' && config !== null && 'weight_map' in config;
  return isIndex ? readSafetensors(path, readRange, options) : buildModel(config, options);
}

/** The JSON value of a file; wrong JSON is wrong use. */
export async function readJson(path: string): Promise<unknown> {
  const { size } = await stat(path);
  if (size > largestConfig) throw new UsageError(say('kind', { name: basename(path) }));
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(say('notJson', { name: basename(path), reason }));
  }
}

/** Reads a part of a file, so that gigabytes of weights stay where they are. */
const readRange: ReadRange = async (file, start, end) => {
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    const length = Math.max(0, Math.min(end, size) - start);
    const bytes = new Uint8Array(length);
    const { bytesRead } = await handle.read(bytes, 0, length, start);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};
