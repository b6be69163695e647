import { Uri, workspace } from 'vscode';
import { defineMessages, type MessageArgument } from '../../core/index.ts';
import {
  buildModel,
  type Finding,
  findCatalogueModel,
  type ModelTree,
  type Outcome,
  type ReadRange,
  readSafetensors,
} from '../../finetuning/index.ts';
import { modelKey, type PanelState } from '../../protocol/lora.ts';

const say = defineMessages({
  gone: { en: 'The file {name} cannot be read: {reason}', 'zh-CN': '无法读取文件 {name}：{reason}' },
  notJson: { en: '{name} is not valid JSON: {reason}', 'zh-CN': '{name} 不是有效的 JSON：{reason}' },
  notInCatalogue: { en: 'The catalogue has no model {name}.', 'zh-CN': '目录中没有模型 {name}。' },
});

/** Weights can be larger than memory; a file system without ranged reads is asked for smaller files only. */
const LARGEST_WHOLE_READ = 64 * 1024 * 1024;

/** Builds the model a state chooses. The last one is kept, since a slider asks for it many times a second. */
export function createModelSource(readRange: ReadRange = readWholeFile) {
  let last: { readonly key: string; readonly model: Promise<Outcome<ModelTree>> } | undefined;
  return {
    modelOf(state: PanelState): Promise<Outcome<ModelTree>> {
      const key = modelKey(state);
      if (last?.key !== key) last = { key, model: build(state, readRange) };
      return last.model;
    },
    /** Reads files again the next time, because one of them changed. */
    forget(): void {
      last = undefined;
    },
  };
}

async function build({ model, modelOptions }: PanelState, readRange: ReadRange): Promise<Outcome<ModelTree>> {
  if (model.kind === 'catalogue') {
    const known = findCatalogueModel(model.name);
    if (known === undefined) return refused('unknown-model', 'notInCatalogue', { name: model.name });
    return buildModel(known.config, { ...modelOptions, name: known.name });
  }
  if (/\.safetensors(\.index\.json)?$/.test(model.uri)) {
    return byFileName(await readSafetensors(model.uri, readRange, { ...modelOptions, name: model.name }), model.uri);
  }
  try {
    const text = new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(model.uri)));
    return buildFromText(text, model.name, modelOptions);
  } catch (error) {
    return refused('unknown-model', 'gone', { name: model.name, reason: reasonOf(error) });
  }
}

/** Findings name files by the URIs they were read by; a person knows them by their names. */
function byFileName(outcome: Outcome<ModelTree>, uri: string): Outcome<ModelTree> {
  const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
  const nameOf = (value: MessageArgument): MessageArgument =>
    typeof value === 'string' && value.startsWith(folder) ? decoded(value.slice(folder.length)) : value;
  const findings = outcome.findings.map((finding) => {
    const args = Object.entries(finding.message.args ?? {}).map(([name, value]) => [name, nameOf(value)] as const);
    return { ...finding, message: { ...finding.message, args: Object.fromEntries(args) } };
  });
  return { ...outcome, findings };
}

/** An index may name a shard in any way, also in one that no URI has. */
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
    return refused('not-json', 'notJson', { name, reason: reasonOf(error) });
  }
  return buildModel(config, { ...options, name });
}

async function readWholeFile(file: string, start: number, end: number): Promise<Uint8Array | undefined> {
  const uri = Uri.parse(file);
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > LARGEST_WHOLE_READ) return undefined;
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

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
