import { Uri, window, workspace } from 'vscode';
import { defineMessages, type Language, renderMessage } from '../../core/index.ts';
import {
  rankSweep,
  readTraining,
  type TrainingFormat,
  type TrainingSetup,
  writeTraining,
} from '../../finetuning/index.ts';
import type { ModelChoice, PanelConfiguration, PanelState } from '../../protocol/lora.ts';
import { writeWhole } from '../wholeFile.ts';
import { configurationOf, setupOf } from './defaults.ts';

const say = defineMessages({
  chooseModel: { en: 'Open model', 'zh-CN': '打开模型' },
  modelFiles: { en: 'Model configuration or weights', 'zh-CN': '模型配置或权重' },
  chooseTraining: { en: 'Read configuration', 'zh-CN': '读取配置' },
  unreadable: {
    en: 'No configuration could be read from {name}: {reason}',
    'zh-CN': '无法从 {name} 读取配置：{reason}',
  },
  readBut: { en: '{name} was read, but: {reason}', 'zh-CN': '已读取 {name}，但请注意：{reason}' },
  notWritten: { en: 'Not written: {reason}', 'zh-CN': '未写入：{reason}' },
  written: { en: 'Written: {names}', 'zh-CN': '已写入：{names}' },
  exists: { en: '{names} already exist. Replace them?', 'zh-CN': '{names} 已存在，要替换吗？' },
  replace: { en: 'Replace', 'zh-CN': '替换' },
  limits: { en: 'Written, but: {reasons}', 'zh-CN': '已写入，但请注意：{reasons}' },
});

/** File name for each format, and the ending a sweep's rank stands before. */
const FILES: Readonly<Record<TrainingFormat, readonly [stem: string, ending: string]>> = {
  'peft-python': ['lora_config', '.py'],
  'adapter-config': ['adapter_config', '.json'],
  llamafactory: ['llamafactory', '.yaml'],
  axolotl: ['axolotl', '.yaml'],
  'ms-swift': ['ms-swift', '.sh'],
};

/** Lets the user pick a `config.json`, a `.safetensors` file or an index. */
export async function chooseModelFile(language: Language): Promise<ModelChoice | undefined> {
  const [uri] =
    (await window.showOpenDialog({
      canSelectMany: false,
      title: renderMessage(say('chooseModel'), language),
      filters: { [renderMessage(say('modelFiles'), language)]: ['json', 'safetensors'] },
      ...folder(),
    })) ?? [];
  return uri && { kind: 'file', uri: uri.toString(), name: uri.path.split('/').slice(-2).join('/') };
}

/** Lets the user pick a training configuration, and reads it. Says why where it cannot be read. */
export async function importTraining(language: Language): Promise<PanelConfiguration | undefined> {
  const title = renderMessage(say('chooseTraining'), language);
  const [uri] = (await window.showOpenDialog({ canSelectMany: false, title, ...folder() })) ?? [];
  if (uri === undefined) return undefined;
  const name = nameOf(uri);
  const read = readTraining(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  const reason = read.findings.map((finding) => renderMessage(finding.message, language)).join(' ');
  if (read.ok) {
    if (reason !== '') void window.showWarningMessage(renderMessage(say('readBut', { name, reason }), language));
    return configurationOf(read.value.setup, name);
  }
  void window.showErrorMessage(renderMessage(say('unreadable', { name, reason }), language));
  return undefined;
}

/** Writes one configuration, or one for each rank of a sweep, where the user says; asks before replacing. */
export async function writeTrainingFiles(
  state: PanelState,
  format: TrainingFormat,
  sweep: boolean,
  language: Language,
): Promise<void> {
  const configuration = state.configurations[state.active];
  if (configuration === undefined) return;
  const [stem, ending] = FILES[format];
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(folder().defaultUri ?? Uri.file('/'), stem + ending),
  });
  if (target === undefined) return;
  const setup = setupOf(state, configuration);
  const wanted = sweep
    ? rankSweep(setup).map((one) => [sweepTarget(target, one), one] as const)
    : [[target, setup] as const];
  await writeAll(wanted, format, sweep, language);
}

async function writeAll(
  wanted: readonly (readonly [Uri, TrainingSetup])[],
  format: TrainingFormat,
  askFirst: boolean,
  language: Language,
): Promise<void> {
  const t = (key: Parameters<typeof say>[0], args?: Record<string, string>) => renderMessage(say(key, args), language);
  const texts = wanted.map(([uri, setup]) => ({ uri, written: writeTraining(format, setup) }));
  const reasons = [
    ...new Set(texts.flatMap(({ written }) => written.findings.map(({ message }) => renderMessage(message, language)))),
  ];
  if (texts.some(({ written }) => !written.ok)) {
    void window.showErrorMessage(t('notWritten', { reason: reasons.join(' ') }));
    return;
  }
  // A save dialog has asked for the one file it names; of a sweep's files only the user can say.
  const taken = askFirst ? await existing(texts.map(({ uri }) => uri)) : [];
  if (taken.length > 0) {
    const names = taken.map(nameOf).join(', ');
    const answer = await window.showWarningMessage(t('exists', { names }), { modal: true }, t('replace'));
    if (answer !== t('replace')) return;
  }
  for (const { uri, written } of texts) if (written.ok) await writeWhole(uri, new TextEncoder().encode(written.value));
  const names = texts.map(({ uri }) => nameOf(uri)).join(', ');
  if (reasons.length > 0) void window.showWarningMessage(t('limits', { reasons: reasons.join(' ') }));
  else void window.showInformationMessage(t('written', { names }));
}

/** Writes a picture of a chart where the user says. */
export async function saveImage(name: string, format: 'svg' | 'png', base64: string): Promise<void> {
  const defaultUri = Uri.joinPath(folder().defaultUri ?? Uri.file('/'), `${name}.${format}`);
  const target = await window.showSaveDialog({ defaultUri, filters: { [format.toUpperCase()]: [format] } });
  if (target === undefined) return;
  await writeWhole(
    target,
    Uint8Array.from(atob(base64), (character) => character.codePointAt(0) ?? 0),
  );
}

function sweepTarget(target: Uri, setup: TrainingSetup): Uri {
  const rank = setup.adapter.r ?? setup.adapter.init_r ?? 0;
  return target.with({ path: target.path.replace(/(\.[^./]+)?$/, `-r${rank}$1`) });
}

async function existing(uris: readonly Uri[]): Promise<readonly Uri[]> {
  const there = await Promise.all(
    uris.map((uri) =>
      workspace.fs.stat(uri).then(
        () => true,
        () => false,
      ),
    ),
  );
  return uris.filter((_, at) => there[at]);
}

function nameOf(uri: Uri): string {
  return uri.path.split('/').at(-1) ?? '';
}

function folder(): { readonly defaultUri?: Uri } {
  const uri = workspace.workspaceFolders?.[0]?.uri;
  return uri === undefined ? {} : { defaultUri: uri };
}
