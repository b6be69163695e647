import { type QuickPickItem, window, workspace } from 'vscode';
import { defineMessages, type Message, renderMessage } from '../../core/index.ts';
import type { RunRecord } from '../../generation/index.ts';
import { resumeGeneration } from './generate.ts';
import type { RunAnswer, Workshop } from './workshop.ts';

const say = defineMessages({
  left: {
    en: 'Writing shots for {name} was interrupted ({when}). What {model} replied is kept and will not be paid for again.',
    'zh-CN': '为 {name} 编写示例时中断（{when}）。{model} 已给出的回复都保留着，不会重复计费。',
  },
  resume: { en: 'Resume', 'zh-CN': '继续生成' },
  resumeDetail: { en: 'Go on where it stopped', 'zh-CN': '从中断处继续' },
  discard: { en: 'Discard', 'zh-CN': '放弃' },
  discardDetail: { en: 'Throw away what was kept', 'zh-CN': '丢弃已保留的回复' },
  later: { en: 'Later', 'zh-CN': '以后再说' },
  laterDetail: { en: 'Begin something new now', 'zh-CN': '现在先做别的' },
  discarded: { en: 'Runs discarded: {count}', 'zh-CN': '已放弃 {count} 个任务。' },
  none: { en: 'No run was interrupted in this workspace.', 'zh-CN': '此工作区没有中断的生成任务。' },
  which: { en: 'Which run is to go on?', 'zh-CN': '继续哪个任务？' },
});

/** The runs that nobody is looking at in this window. */
async function leftRuns(shop: Workshop): Promise<readonly RunRecord[]> {
  const { open } = shop;
  const isSeen = (id: string): boolean => open.has(id) && open.get(id)?.isShown() !== false;
  return (await idleRuns(shop)).filter(({ id }) => !isSeen(id));
}

/** The runs that are not under way. */
async function idleRuns({ running, store }: Workshop): Promise<readonly RunRecord[]> {
  return (await store.list()).filter(({ id }) => !running.has(id));
}

/** After a start: a message that stands in nobody's way. */
export async function offerAtStart(shop: Workshop): Promise<void> {
  const [record] = workspace.isTrusted ? await leftRuns(shop) : [];
  if (record === undefined) return;
  const { resume, discard } = words(shop);
  const answer = await window.showInformationMessage(leftText(shop, record), resume, discard);
  if (answer === resume) await resumeGeneration(shop, record);
  else if (answer === discard) await shop.store.remove(record.id);
}

/** Before something new is begun. False if the user went on with the old, or went away. */
export async function offerBefore(shop: Workshop): Promise<boolean> {
  const [record] = workspace.isTrusted ? await leftRuns(shop) : [];
  if (record === undefined) return true;
  const { discard, later, resume, t } = words(shop);
  const items = [
    { label: resume, detail: t(say('resumeDetail')) },
    { label: discard, detail: t(say('discardDetail')) },
    { label: later, detail: t(say('laterDetail')) },
  ];
  const title = leftText(shop, record);
  const answer = await window.showQuickPick(items, { title, placeHolder: title, ignoreFocusOut: true });
  if (answer?.label === resume) await resumeGeneration(shop, record);
  if (answer?.label === discard) await shop.store.remove(record.id);
  // Who says "later" is not asked again before the next start.
  if (answer?.label === later) shop.open.set(record.id, undefined);
  return answer !== undefined && answer.label !== resume;
}

/** The command: goes on with the run that was left, or asks which. */
export async function chooseAndResume(shop: Workshop): Promise<RunAnswer | undefined> {
  const records = await idleRuns(shop);
  const { t } = words(shop);
  const [only] = records;
  if (only === undefined) {
    void window.showInformationMessage(t(say('none')));
    return undefined;
  }
  if (records.length === 1) return resumeGeneration(shop, only);
  const items = records.map((record): QuickPickItem & { readonly record: RunRecord } => ({
    label: nameOf(record),
    description: whenOf(shop, record),
    detail: `${record.model} · ${record.host}`,
    record,
  }));
  const picked = await window.showQuickPick(items, { placeHolder: t(say('which')) });
  return picked && resumeGeneration(shop, picked.record);
}

/** The command: throws away what was kept of every run that is not under way. */
export async function discardRuns(shop: Workshop): Promise<void> {
  const records = await idleRuns(shop);
  await Promise.all(records.map(({ id }) => shop.store.remove(id)));
  const { t } = words(shop);
  void window.showInformationMessage(t(say('discarded', { count: records.length })));
}

function words({ session }: Workshop) {
  const t = (message: Message): string => renderMessage(message, session.language());
  return { t, resume: t(say('resume')), discard: t(say('discard')), later: t(say('later')) };
}

function leftText(shop: Workshop, record: RunRecord): string {
  const values = { name: nameOf(record), when: whenOf(shop, record), model: record.model };
  return renderMessage(say('left', values), shop.session.language());
}

function nameOf({ target }: RunRecord): string {
  return decodeURIComponent(target.uri.split('/').at(-1) ?? '');
}

function whenOf({ session }: Workshop, { started }: RunRecord): string {
  return new Date(started).toLocaleString(session.language());
}
