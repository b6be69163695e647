import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import { defineMessages } from '../../../core/index.ts';
import type { RunRecord } from '../../../generation/index.ts';
import { getFileName } from '../../fileName.ts';
import type { GenerationContext, RunAnswer } from './generationContext.ts';
import { resumeGeneration } from './startRun.ts';

const say = defineMessages({
  left: {
    en: 'Generating shots for {name} was interrupted ({when}). The replies of {model} are kept and will not be requested again.',
    'zh-CN': '为 {name} 编写示例时中断（{when}）。{model} 已给出的回复都保留着，不会重复计费。',
  },
  resume: { en: 'Resume', 'zh-CN': '继续生成' },
  resumeDetail: { en: 'Continue where it stopped', 'zh-CN': '从中断处继续' },
  discard: { en: 'Discard', 'zh-CN': '放弃' },
  discardDetail: { en: 'Delete the stored replies', 'zh-CN': '删除已保存的回复' },
  later: { en: 'Later', 'zh-CN': '以后再说' },
  laterDetail: { en: 'Start a new run now', 'zh-CN': '现在开始新的任务' },
  discarded: { en: 'Runs discarded: {count}', 'zh-CN': '已放弃 {count} 个任务。' },
  none: { en: 'No run was interrupted in this workspace.', 'zh-CN': '此工作区没有中断的生成任务。' },
  which: { en: 'Select a run to resume', 'zh-CN': '选择要继续的任务' },
});

/** Interrupted runs whose preview is not shown in this window. */
async function getInterruptedRuns(generation: GenerationContext): Promise<readonly RunRecord[]> {
  const { open } = generation;
  const isSeen = (id: string): boolean => open.has(id) && open.get(id)?.isShown() !== false;
  return (await getIdleRuns(generation)).filter(({ id }) => !isSeen(id));
}

/** The runs that are not under way. */
export async function getIdleRuns({ running, store }: GenerationContext): Promise<readonly RunRecord[]> {
  return (await store.list()).filter(({ id }) => !running.has(id));
}

/** After activation: a notification that blocks nothing. */
export async function offerAtStart(generation: GenerationContext): Promise<void> {
  const [record] = workspace.isTrusted ? await getInterruptedRuns(generation) : [];
  if (record === undefined) return;
  const { resume, discard } = createTexts(generation);
  const answer = await window.showInformationMessage(toInterruptedText(generation, record), resume, discard);
  if (answer === resume) await resumeGeneration(generation, record);
  else if (answer === discard) await generation.store.remove(record.id);
}

/** Before a new run is started. False if the user resumed an old one, or cancelled. */
export async function offerBefore(generation: GenerationContext): Promise<boolean> {
  const [record] = workspace.isTrusted ? await getInterruptedRuns(generation) : [];
  if (record === undefined) return true;
  const { discard, later, resume, t } = createTexts(generation);
  const items = [
    { label: resume, detail: t(say('resumeDetail')) },
    { label: discard, detail: t(say('discardDetail')) },
    { label: later, detail: t(say('laterDetail')) },
  ];
  const title = toInterruptedText(generation, record);
  const answer = await window.showQuickPick(items, { title, placeHolder: title, ignoreFocusOut: true });
  if (answer?.label === resume) await resumeGeneration(generation, record);
  if (answer?.label === discard) await generation.store.remove(record.id);
  // Who says "later" is not asked again before the next start.
  if (answer?.label === later) generation.open.set(record.id, undefined);
  return answer !== undefined && answer.label !== resume;
}

/** The command: resumes the run of an id or the only one that was interrupted, or asks which one. */
export async function chooseAndResume(generation: GenerationContext, id?: string): Promise<RunAnswer | undefined> {
  const records = (await getIdleRuns(generation)).filter((record) => id === undefined || record.id === id);
  const { t } = createTexts(generation);
  const [only] = records;
  if (only === undefined) {
    void window.showInformationMessage(t(say('none')));
    return undefined;
  }
  if (records.length === 1) return resumeGeneration(generation, only);
  const items = records.map((record): QuickPickItem & { readonly record: RunRecord } => ({
    label: getName(record),
    description: getTime(generation, record),
    detail: `${record.model} · ${record.host}`,
    record,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: t(say('which')) });
  return picked && resumeGeneration(generation, picked.record);
}

/** The command: throws away what was kept of the run of an id, or of every run that is not under way. */
export async function discardRuns(generation: GenerationContext, id?: string): Promise<void> {
  const records = (await getIdleRuns(generation)).filter((record) => id === undefined || record.id === id);
  await Promise.all(records.map(({ id }) => generation.store.remove(id)));
  const { t } = createTexts(generation);
  void window.showInformationMessage(t(say('discarded', { count: records.length })));
}

function createTexts({ session }: GenerationContext) {
  const { t } = session;
  return { t, resume: t(say('resume')), discard: t(say('discard')), later: t(say('later')) };
}

function toInterruptedText(generation: GenerationContext, record: RunRecord): string {
  const values = { name: getName(record), when: getTime(generation, record), model: record.model };
  return generation.session.t(say('left', values));
}

function getName({ target }: RunRecord): string {
  return getFileName(Uri.parse(target.uri));
}

function getTime({ session }: GenerationContext, { started }: RunRecord): string {
  return new Date(started).toLocaleString(session.language());
}
