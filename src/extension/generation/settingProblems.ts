import { commands, type Disposable, window, workspace } from 'vscode';
import { defineMessages, type Message, renderMessage } from '../../core/index.ts';
import type { Session } from '../session.ts';
import { section } from '../settings.ts';
import { connectionProblems, priceProblems } from './connections.ts';

const say = defineMessages({
  open: { en: 'Open Settings', 'zh-CN': '打开设置' },
  more: { en: '{first} (and {count} more, see the output)', 'zh-CN': '{first}（另有 {count} 处，见输出）' },
});

const names = [`${section}.connections`, `${section}.prices`];

/** Tells what is wrong with the connections and prices of the user's settings, at the start and at each change. */
export function watchSettings(session: Session): Disposable {
  let told = '';
  const t = (message: Message): string => renderMessage(message, session.language());
  const look = (): void => {
    const problems = [...connectionProblems(), ...priceProblems()].map(t);
    const [first] = problems;
    const news = problems.join('\n');
    if (news === told) return;
    told = news;
    if (first === undefined) return;
    for (const problem of problems) session.log.warn(problem);
    const text = problems.length === 1 ? first : t(say('more', { first, count: problems.length - 1 }));
    const open = t(say('open'));
    void window.showWarningMessage(text, open).then((answer) => {
      if (answer === open) void commands.executeCommand('workbench.action.openSettingsJson');
    });
  };
  look();
  return workspace.onDidChangeConfiguration((event) => {
    if (names.some((name) => event.affectsConfiguration(name))) look();
  });
}
