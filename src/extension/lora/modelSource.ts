import { Uri, workspace } from 'vscode';
import { defineMessages, type MessageArgument } from '../../core/index.ts';
import {
  buildModel,
  buildNamedModel,
  type Finding,
  type ModelTree,
  type Outcome,
  type ReadRange,
  readSafetensors,
} from '../../finetuning/index.ts';
import { modelKey, type PanelState } from '../../protocol/index.ts';

const say = defineMessages({
  gone: { en: 'Cannot read the file {name}: {reason}', 'zh-CN': '无法读取文件 {name}：{reason}' },
  notJson: { en: '{name} is not valid JSON: {reason}', 'zh-CN': '{name} 不是有效的 JSON：{reason}' },
});

/** Weights can be larger than memory; without ranged reads only smaller files are read. */
const MAX_WHOLE_READ = 64 * 1024 * 1024;

/** Builds the model of a state and caches the last one, because a slider requests it many times per second. */
export function createModelSource(readRange: ReadRange = readWholeFile) {
  let last: { readonly key: string; readonly model: Promise<Outcome<ModelTree>> } | undefined;
  return {
    modelOf(state: PanelState): Promise<Outcome<ModelTree>> {
      const key = modelKey(state);
      if (last?.key !== key) last = { key, model: build(state, readRange) };
      return last.model;
    },
    /** Clears the cache, because a file changed. */
    forget(): void {
      last = undefined;
    },
  };
}

async function build({ model, modelOptions }: PanelState, readRange: ReadRange): Promise<Outcome<ModelTree>> {
  if (model.kind === 'catalogue') {
    return buildNamedModel(model.name, modelOptions);
  }
  if (/\.safetensors(\.index\.json)?$/.test(model.uri)) {
    return byFileName(await readSafetensors(model.uri, readRange, { ...modelOptions, name: model.name }), model.uri);
  }
  try {
    const text = new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(model.uri)));
    return buildFromText(text, model.name, modelOptions);
  } catch (error) {
    return refused('unknown-model', 'gone', { name: model.name, reason: getReason(error) });
  }
}

/** Replaces the URIs in findings with file names. */
function byFileName(outcome: Outcome<ModelTree>, uri: string): Outcome<ModelTree> {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const getName = (value: MessageArgument): MessageArgument =>
    typeof value === 'string' && value.startsWith(folder) ? decoded(value.slice(folder.length)) : value;
  const findings = outcome.findings.map((finding) => {
    const args = Object.entries(finding.message.args ?? {}).map(([name, value]) => [name, getName(value)] as const);
    return { ...finding, message: { ...finding.message, args: Object.fromEntries(args) } };
  });
  return { ...outcome, findings };
}

/** The name of a shard in an index may be an invalid URI. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function buildFromText(text: string, name: string, options: PanelState['modelOptions']): Outcome<ModelTree> {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    return refused('not-json', 'notJson', { name, reason: getReason(error) });
  }
  return buildModel(config, { ...options, name });
}

async function readWholeFile(file: string, start: number, end: number): Promise<Uint8Array | undefined> {
  const uri = Uri.parse(file);
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > MAX_WHOLE_READ) return undefined;
    return (await workspace.fs.readFile(uri)).slice(start, end);
  } catch {
    return undefined;
  }
}

function refused(
  code: Finding['code'],
  key: Parameters<typeof say>[0],
  args: Record<string, string>,
): Outcome<ModelTree> {
  return { ok: false, findings: [{ code, severity: 'error', field: 'model', message: say(key, args) }] };
}

function getReason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
