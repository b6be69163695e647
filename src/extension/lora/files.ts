import { Uri, window, workspace } from 'vscode';
import { defineMessages, type Language, renderMessage } from '../../core/index.ts';
import {
  type ModelTree,
  rankSweep,
  readTraining,
  type TrainingFormat,
  type TrainingSetup,
  trainingFormatInfo,
  writeTraining,
} from '../../finetuning/index.ts';
import type { ModelChoice, PanelConfiguration, PanelState } from '../../protocol/index.ts';
import { getFileName } from '../fileName.ts';
import type { Session } from '../session.ts';
import { saveFile } from '../writing/saveFile.ts';
import { toConfiguration, toSetup } from './defaults.ts';

const say = defineMessages({
  chooseModel: { en: 'Open model', 'zh-CN': '打开模型' },
  modelFiles: { en: 'Model configuration or weights', 'zh-CN': '模型配置或权重' },
  chooseTraining: { en: 'Read configuration', 'zh-CN': '读取配置' },
  unreadable: {
    en: 'Cannot read a configuration from {name}: {reason}',
    'zh-CN': '无法从 {name} 读取配置：{reason}',
  },
  readBut: { en: '{name} was read with warnings: {reason}', 'zh-CN': '已读取 {name}，但请注意：{reason}' },
  notWritten: { en: 'Not written: {reason}', 'zh-CN': '未写入：{reason}' },
  written: { en: 'Written: {names}', 'zh-CN': '已写入：{names}' },
  exists: { en: '{names} already exist. Replace them?', 'zh-CN': '{names} 已存在，要替换吗？' },
  replace: { en: 'Replace', 'zh-CN': '替换' },
  limits: { en: 'Written with warnings: {reasons}', 'zh-CN': '已写入，但请注意：{reasons}' },
});

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

/** Lets the user pick a training configuration and reads it; reports errors. */
export async function importTraining(language: Language): Promise<PanelConfiguration | undefined> {
  const title = renderMessage(say('chooseTraining'), language);
  const [uri] = (await window.showOpenDialog({ canSelectMany: false, title, ...folder() })) ?? [];
  if (uri === undefined) return undefined;
  const name = getFileName(uri);
  const read = readTraining(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  const reason = read.findings.map((finding) => renderMessage(finding.message, language)).join(' ');
  if (read.ok) {
    if (reason !== '') void window.showWarningMessage(renderMessage(say('readBut', { name, reason }), language));
    return toConfiguration(read.value.setup, name);
  }
  void window.showErrorMessage(renderMessage(say('unreadable', { name, reason }), language));
  return undefined;
}

/** Writes one configuration, or one per rank of a sweep, to the chosen file; asks before replacing. */
export async function writeTrainingFiles(
  session: Session,
  state: PanelState,
  format: TrainingFormat,
  sweep: boolean,
  model: ModelTree | undefined,
): Promise<void> {
  const configuration = state.configurations[state.active];
  if (configuration === undefined) return;
  const target = await window.showSaveDialog({
    defaultUri: Uri.joinPath(folder().defaultUri ?? Uri.file('/'), trainingFormatInfo[format].fileName),
  });
  if (target === undefined) return;
  const setup = toSetup(state, configuration);
  const targets = sweep
    ? rankSweep(setup).map((one) => [sweepTarget(target, one), one] as const)
    : [[target, setup] as const];
  await writeAll(session, targets, format, sweep, model);
}

async function writeAll(
  session: Session,
  targets: readonly (readonly [Uri, TrainingSetup])[],
  format: TrainingFormat,
  askFirst: boolean,
  model: ModelTree | undefined,
): Promise<void> {
  const language = session.language();
  const t = (key: Parameters<typeof say>[0], args?: Record<string, string>) => renderMessage(say(key, args), language);
  const texts = targets.map(([uri, setup]) => ({ uri, written: writeTraining(format, setup, model) }));
  const reasons = [
    ...new Set(texts.flatMap(({ written }) => written.findings.map(({ message }) => renderMessage(message, language)))),
  ];
  if (texts.some(({ written }) => !written.ok)) {
    void window.showErrorMessage(t('notWritten', { reason: reasons.join(' ') }));
    return;
  }
  // The save dialog confirmed its one file; the files of a sweep need a confirmation.
  const agreed = await contentsOf(session, targets);
  const taken = askFirst ? texts.map(({ uri }) => uri).filter((uri) => agreed.get(uri) !== null) : [];
  if (taken.length > 0) {
    const names = taken.map(getFileName).join(', ');
    const answer = await window.showWarningMessage(t('exists', { names }), { modal: true }, t('replace'));
    if (answer !== t('replace')) return;
  }
  for (const { uri, written } of texts) {
    if (!written.ok) continue;
    if (!(await saveFile(session, uri, new TextEncoder().encode(written.value), agreed.get(uri)))) return;
  }
  const names = texts.map(({ uri }) => getFileName(uri)).join(', ');
  if (reasons.length > 0) void window.showWarningMessage(t('limits', { reasons: reasons.join(' ') }));
  else void window.showInformationMessage(t('written', { names }));
}

/** What the files to be written hold when the user agrees to replace them. */
async function contentsOf(
  { files }: Session,
  targets: readonly (readonly [Uri, TrainingSetup])[],
): Promise<ReadonlyMap<Uri, Uint8Array | null>> {
  const contents = new Map<Uri, Uint8Array | null>();
  for (const [uri] of targets) contents.set(uri, await files.contentOf(uri));
  return contents;
}

function sweepTarget(target: Uri, setup: TrainingSetup): Uri {
  const rank = setup.adapter.r ?? setup.adapter.init_r ?? 0;
  return target.with({ path: target.path.replace(/(\.[^./]+)?$/, `-r${rank}$1`) });
}

function folder(): { readonly defaultUri?: Uri } {
  const uri = workspace.workspaceFolders?.[0]?.uri;
  return uri === undefined ? {} : { defaultUri: uri };
}
