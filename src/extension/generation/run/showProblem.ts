import { commands, window } from 'vscode';
import { defineMessages, type Message } from '../../../core/index.ts';
import type { Session } from '../../session.ts';

const say = defineMessages({
  chooseModel: { en: 'Choose Model', 'zh-CN': '选择模型' },
  setKey: { en: 'Set API Key', 'zh-CN': '设置 API 密钥' },
});

/** What can be done about a problem, by its code. */
const REMEDIES: Readonly<Record<string, { readonly title: Message; readonly command: string } | undefined>> = {
  'no-model': { title: say('chooseModel'), command: 'sopShots.chooseModel' },
  'unknown-model': { title: say('chooseModel'), command: 'sopShots.chooseModel' },
  'no-key': { title: say('setKey'), command: 'sopShots.setKey' },
  'wrong-key': { title: say('setKey'), command: 'sopShots.setKey' },
};

/** Something the user can do right in the message. */
export interface Action {
  readonly title: Message;
  readonly run: () => unknown;
}

/** Tells a problem, with what can be done about it. */
export function showProblem(session: Session, code: string, text: string, more: readonly Action[] = []): void {
  const { t } = session;
  const remedy = REMEDIES[code];
  const offered: readonly Action[] =
    remedy === undefined
      ? more
      : [...more, { title: remedy.title, run: () => commands.executeCommand(remedy.command) }];
  void window.showErrorMessage(text, ...offered.map(({ title }) => t(title))).then((answer) => {
    return offered.find(({ title }) => t(title) === answer)?.run();
  });
}
