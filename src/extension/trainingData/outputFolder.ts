import { type Uri, window, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  title: { en: 'Export Dataset: output folder', 'zh-CN': '导出数据集：输出文件夹' },
  choose: { en: 'Export Here', 'zh-CN': '导出到此处' },
  notEmpty: {
    en: 'The folder "{name}" is not empty. Overwrite files of the same names?',
    'zh-CN': '文件夹“{name}”不为空。要覆盖同名文件吗？',
  },
  overwrite: { en: 'Overwrite', 'zh-CN': '覆盖' },
  other: { en: 'Choose Another Folder…', 'zh-CN': '选择其他文件夹…' },
});

/** Asks for a folder, and again before files in it may be overwritten; undefined if the user leaves. */
export async function chooseOutputFolder({ t }: Session): Promise<Uri | undefined> {
  for (;;) {
    const options = {
      canSelectFiles: false,
      canSelectFolders: true,
      title: t(say('title')),
      openLabel: t(say('choose')),
    };
    const folder = (await window.showOpenDialog(options))?.[0];
    if (folder === undefined || (await isEmpty(folder))) return folder;
    const [overwrite, other] = [t(say('overwrite')), t(say('other'))];
    const question = t(say('notEmpty', { name: workspace.asRelativePath(folder) }));
    const answer = await window.showWarningMessage(question, { modal: true }, overwrite, other);
    if (answer === overwrite) return folder;
    if (answer !== other) return undefined;
  }
}

/** True for a folder without files, and for one that does not exist yet. */
export async function isEmpty(folder: Uri): Promise<boolean> {
  return workspace.fs.readDirectory(folder).then(
    (entries) => entries.length === 0,
    () => true,
  );
}
