import { commands, type Disposable, window, workspace } from 'vscode';
import { defineMessages } from '../../../core/index.ts';
import type { Session } from '../../session.ts';
import { SECTION } from '../../settings.ts';
import { getConnectionProblems, getPriceProblems } from './userConnections.ts';

const say = defineMessages({
  open: { en: 'Open Settings', 'zh-CN': '打开设置' },
  more: { en: '{first} (and {count} more, see the output)', 'zh-CN': '{first}（另有 {count} 处，见输出）' },
});

const WATCHED_SETTINGS = [`${SECTION}.connections`, `${SECTION}.prices`];

/** Tells what is wrong with the connections and prices of the user's settings, at the start and at each change. */
export function watchSettings(session: Session): Disposable {
  let reported = '';
  const { t } = session;
  const look = (): void => {
    const problems = [...getConnectionProblems(), ...getPriceProblems()].map(t);
    const [first] = problems;
    const news = problems.join('\n');
    if (news === reported) return;
    reported = news;
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
    if (WATCHED_SETTINGS.some((name) => event.affectsConfiguration(name))) look();
  });
}
