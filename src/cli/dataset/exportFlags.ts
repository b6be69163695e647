import { resolve } from 'node:path';
import { defineMessages, type JsonObject, type JsonValue } from '../../core/index.ts';
import {
  datasetTargets,
  type ExportSettings,
  findPreferenceTarget,
  findTarget,
  type OBSERVATION_MODES,
  parseSplits,
  parseToolSelection,
  type ThoughtMode,
  toProjectSettings,
  toWireNames,
} from '../../datasets/index.ts';
import { createUnreadableError } from '../fileFailure.ts';
import type { CliIo } from '../io.ts';
import { loadCounter, readAnywhere } from '../tokenCounter.ts';
import { UsageError } from '../usageError.ts';
import type { RecipeFormat } from './recipe.ts';

const say = defineMessages({
  noTarget: {
    en: 'name a target with --to: {targets}',
    'zh-CN': '请用 --to 指定目标格式：{targets}',
  },
  pairs: {
    en: 'preference pairs come from failed cases: sop-shots eval --pairs {name}',
    'zh-CN': '偏好对来自失败的用例：sop-shots eval --pairs {name}',
  },
  unknownTarget: { en: '"{name}" is not one of {targets}', 'zh-CN': '“{name}”不在可选值 {targets} 之中' },
  thought: {
    en: '--thought {mode}: the target {target} accepts {modes}',
    'zh-CN': '--thought {mode}：目标格式 {target} 可用的取值为 {modes}',
  },
  tools: {
    en: '--tools: expected used, document or used+N, got "{value}"',
    'zh-CN': '--tools：应为 used、document 或 used+N，而收到的是“{value}”',
  },
  split: {
    en: '--split: expected shares that add up to 1, such as train=0.9,test=0.1, got "{value}"',
    'zh-CN': '--split：应为总和为 1 的比例，例如 train=0.9,test=0.1，而收到的是“{value}”',
  },
  names: {
    en: '--wire-names {path}: expected a JSON object of names',
    'zh-CN': '--wire-names {path}：应为由名称组成的 JSON 对象',
  },
  sameName: {
    en: '--wire-names {path}: two tools have the name "{name}"',
    'zh-CN': '--wire-names {path}：有两个工具使用了名称“{name}”',
  },
});

/** What the command line says, as commander gives it. */
export interface ExportFlags {
  readonly to?: string;
  readonly out: string;
  readonly thought?: ThoughtMode;
  readonly splitTurns?: boolean;
  readonly parallel?: 'keep' | 'split';
  readonly plainAs?: 'react' | 'skip';
  readonly observations?: (typeof OBSERVATION_MODES)[number];
  readonly arguments?: 'object' | 'string';
  readonly wireNames?: string | true;
  readonly status?: 'any' | 'approved';
  readonly strict?: boolean;
  readonly system?: string;
  readonly tools?: string;
  readonly template?: string;
  readonly tokenizer?: string;
  readonly recipe?: RecipeFormat;
  readonly model?: string;
  readonly split?: string;
  readonly seed?: number;
  readonly groupBy?: 'sop' | 'file';
  readonly force?: boolean;
  readonly format: 'text' | 'json';
}

/** The settings of an export: the command line, else the project file's `export`, else the defaults of the target. */
export async function readExportSettings(
  flags: ExportFlags,
  project: JsonObject,
  projectFolder: string,
  io: CliIo,
): Promise<ExportSettings> {
  const target = requireTarget(flags.to ?? text(project.to) ?? text(project.target));
  const settings = toProjectSettings(target, project);
  if (flags.thought !== undefined && !target.thoughts.includes(flags.thought)) {
    throw new UsageError(say('thought', { mode: flags.thought, target: target.id, modes: target.thoughts }));
  }
  const tools = parseToolSelection(flags.tools ?? text(project.tools) ?? 'document');
  if (tools === undefined) throw new UsageError(say('tools', { value: flags.tools ?? text(project.tools) ?? '' }));
  const shares = flags.split === undefined ? undefined : parseSplits(flags.split);
  if (flags.split !== undefined && shares === undefined) throw new UsageError(say('split', { value: flags.split }));
  const named = typeof flags.wireNames === 'string' ? await readNames(flags.wireNames, io) : {};
  return {
    ...settings,
    thought: flags.thought ?? settings.thought,
    splitTurns: flags.splitTurns ?? settings.splitTurns,
    parallel: flags.parallel ?? settings.parallel,
    plainAs: flags.plainAs ?? settings.plainAs,
    observations: flags.observations ?? settings.observations,
    arguments: flags.arguments ?? settings.arguments,
    status: flags.status ?? settings.status,
    tools,
    system: await readSystem(flags.system, text(project.system), projectFolder, io),
    counter: flags.tokenizer === undefined ? undefined : await loadCounter(flags.tokenizer, io),
    split: shares === undefined ? undefined : { shares, seed: flags.seed ?? 0, groupBy: flags.groupBy },
    template: flags.template ?? settings.template,
    wireNames: { ...settings.wireNames, ...named },
    generateNames: flags.wireNames !== undefined || settings.generateNames,
  };
}

function requireTarget(name: string | undefined): ExportSettings['target'] {
  const targets = datasetTargets.flatMap(({ id, aliases }) => [id, ...aliases]);
  if (name === undefined) throw new UsageError(say('noTarget', { targets }), 'no-target');
  const target = findTarget(name);
  if (target === undefined && findPreferenceTarget(name) !== undefined) throw new UsageError(say('pairs', { name }));
  if (target === undefined) throw new UsageError(say('unknownTarget', { name, targets }), 'unknown-target');
  return target;
}

/** A file named on the command line is relative to the current folder, one of the project file to its folder. */
async function readSystem(
  flag: string | undefined,
  project: string | undefined,
  projectFolder: string,
  io: CliIo,
): Promise<string> {
  const name = flag ?? project;
  if (name === undefined) return '';
  return (await readText(resolve(flag === undefined ? projectFolder : io.cwd, name), name)).trim();
}

/** Reads a file with the names of tools in the data. */
export async function readNames(name: string, io: CliIo): Promise<Readonly<Record<string, string>>> {
  const path = resolve(io.cwd, name);
  const content = await readText(path, name);
  const names = toWireNames(parse(content));
  if (names === undefined) throw new UsageError(say('names', { path: name }));
  const seen = new Set<string>();
  for (const wire of Object.values(names)) {
    if (seen.has(wire)) throw new UsageError(say('sameName', { path: name, name: wire }));
    seen.add(wire);
  }
  return names;
}

function parse(content: string): JsonValue | undefined {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

async function readText(path: string, shown: string): Promise<string> {
  const read = await readAnywhere(path);
  if (!read.ok) throw createUnreadableError(shown, read.reason);
  return read.text.replace(/^\uFEFF/, '');
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
