import { Uri, window, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import { createPreferenceWriter, type PreferenceTarget, preferenceTargets } from '../../datasets/index.ts';
import { toFailurePair } from '../../evaluation/index.ts';
import type { Session } from '../session.ts';
import { saveFile } from '../writing/saveFile.ts';
import type { Failure } from './failureDraft.ts';

const say = defineMessages({
  which: { en: 'Which format do preference pairs have?', 'zh-CN': '偏好对使用哪种格式？' },
  open: { en: 'Open File', 'zh-CN': '打开文件' },
  none: { en: 'This failure makes no preference pair: {message}.', 'zh-CN': '此失败不能成为偏好对：{message}。' },
  added: { en: 'Preference pair added to {name}', 'zh-CN': '偏好对已添加到 {name}' },
});

/** Adds a failed case to a file beside its document: the turn of the author is chosen, that of the model rejected. */
export async function savePreferencePair(session: Session, { test, attempt }: Failure): Promise<void> {
  const refuse = (message: Parameters<typeof say>[1]): void => {
    void window.showWarningMessage(session.t(say('none', message)));
  };
  const pair = toFailurePair(test, attempt);
  if ('code' in pair) return refuse({ message: pair.message });
  const target = await chooseTarget(session);
  if (target === undefined) return;
  const lines = createPreferenceWriter(target, test.source.project.export).write(pair);
  if ('reason' in lines) return refuse({ message: lines.message });
  const file = Uri.joinPath(Uri.parse(test.source.uri), '..', `${target.id}.jsonl`);
  if (!(await appendLines(session, file, lines))) return;
  void offerFile(session, file);
}

/** The message stays until it is answered, which must not keep the command waiting. */
async function offerFile(session: Session, file: Uri): Promise<void> {
  const open = session.t(say('open'));
  const message = session.t(say('added', { name: workspace.asRelativePath(file) }));
  if ((await window.showInformationMessage(message, open)) === open) await window.showTextDocument(file);
}

async function chooseTarget(session: Session): Promise<PreferenceTarget | undefined> {
  const items = preferenceTargets.map((target) => {
    return { label: target.id, detail: target.summary[session.language()], target };
  });
  const chosen = await window.showQuickPick(items, { title: session.t(say('which')), matchOnDetail: true });
  return chosen?.target;
}

/** Lines that are in the file already are not added again. */
async function appendLines(session: Session, file: Uri, lines: readonly string[]): Promise<boolean> {
  const before = await session.files.contentOf(file);
  const text = before === null ? '' : new TextDecoder().decode(before);
  const known = new Set(text.split('\n'));
  const added = lines.filter((line) => !known.has(line)).map((line) => `${line}\n`);
  const start = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return saveFile(session, file, new TextEncoder().encode(`${start}${added.join('')}`));
}
