import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { defineMessages } from '../../core/index.ts';
import {
  buildModel,
  buildNamedModel,
  getSimilarModels,
  type ModelOptions,
  type ModelTree,
  matchModelName,
  type Outcome,
  type ReadRange,
  readSafetensors,
} from '../../finetuning/index.ts';
import { UsageError } from '../usageError.ts';

const say = defineMessages({
  unknown: {
    en: 'model, file or folder "{name}" not found{hint}',
    'zh-CN': '没有名为“{name}”的模型、文件或文件夹{hint}',
  },
  openConfig: { en: '; pass its config.json instead', 'zh-CN': '；可以改为传入它的 config.json' },
  similar: { en: '; similar names: {names}', 'zh-CN': '；相近的名称有：{names}' },
  empty: {
    en: 'the folder "{name}" contains neither a config.json nor safetensors files',
    'zh-CN': '文件夹“{name}”中既没有 config.json，也没有 safetensors 文件',
  },
  kind: {
    en: 'expected a model name, a config.json, a folder or a .safetensors file, got "{name}"',
    'zh-CN': '模型应为模型名称、config.json、模型文件夹或 .safetensors 文件，而不是“{name}”',
  },
  notJson: { en: '"{name}" is not valid JSON: {reason}', 'zh-CN': '“{name}”不是有效的 JSON：{reason}' },
});

/** A larger file is not a configuration. */
const MAX_CONFIG_BYTES = 64 * 1024 * 1024;

/** The model for `--model`: a catalogue name, a file or a folder. */
export async function readModel(named: string, cwd: string, options: ModelOptions): Promise<Outcome<ModelTree>> {
  const path = resolve(cwd, named);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return readModelFolder(path, named, options);
  if (found?.isFile()) return readModelFile(path, { name: named, ...options });
  const match = matchModelName(named);
  if (match !== undefined) return buildNamedModel(named, options);
  const similar = getSimilarModels(named);
  const hint = similar.length === 0 ? say('openConfig') : say('similar', { names: similar.map(({ name }) => name) });
  throw new UsageError(say('unknown', { name: named, hint }), 'unknown-model');
}

async function readModelFolder(folder: string, named: string, options: ModelOptions): Promise<Outcome<ModelTree>> {
  const files = await readdir(folder);
  const withName = { name: named, ...options };
  const weights =
    files.find((file) => file.endsWith('.safetensors.index.json')) ??
    files.find((file) => file.endsWith('.safetensors'));
  if (files.includes('config.json')) {
    const built = await readModelFile(join(folder, 'config.json'), withName);
    const isUnknown = built.findings.some(({ code }) => code === 'unknown-model-type');
    if (!isUnknown || weights === undefined) return built;
    const read = await readModelFile(join(folder, weights), withName);
    // The headers replace the configuration, so its error becomes an info.
    const remarks = built.findings.map((finding) => ({ ...finding, severity: 'info' as const }));
    return read.ok ? { ...read, findings: [...remarks, ...read.findings] } : read;
  }
  if (weights === undefined) throw new UsageError(say('empty', { name: named }));
  return readModelFile(join(folder, weights), withName);
}

async function readModelFile(path: string, options: ModelOptions): Promise<Outcome<ModelTree>> {
  if (/\.safetensors(\.index\.json)?$/.test(path)) return readSafetensors(path, readRange, options);
  if (!path.endsWith('.json')) throw new UsageError(say('kind', { name: basename(path) }));
  const config = await readJson(path);
  const isIndex = typeof config === 'object' && config !== null && 'weight_map' in config;
  return isIndex ? readSafetensors(path, readRange, options) : buildModel(config, options);
}

/** The JSON value of a file; invalid JSON is a usage error. */
export async function readJson(path: string): Promise<unknown> {
  const { size } = await stat(path);
  if (size > MAX_CONFIG_BYTES) throw new UsageError(say('kind', { name: basename(path) }));
  const text = await readFile(path, 'utf8');
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(say('notJson', { name: basename(path), reason }));
  }
}

/** Reads a range of a file, so that weights are not loaded. */
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
