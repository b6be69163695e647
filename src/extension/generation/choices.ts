import { type Disposable, type QuickInputButton, QuickInputButtons, type QuickPickItem, window } from 'vscode';
import { defineMessages, type Language, type Message, renderMessage, type ShotStyle } from '../../core/index.ts';
import { type Brief, briefOf, type Task } from '../../generation/index.ts';
import { setting } from '../settings.ts';
import type { Desk } from './desk.ts';
import type { Workshop } from './workshop.ts';

const say = defineMessages({
  title: { en: 'Generate shots: {writer}', 'zh-CN': '生成示例：{writer}' },
  scaffold: { en: 'local scaffold, nothing is sent', 'zh-CN': '本地脚手架，不发送任何内容' },
  count: {
    en: 'How many shots? {full} show every step, branch and failure.{wish}',
    'zh-CN': '要多少个示例？{full} 个可覆盖所有步骤、分支和失败情况。{wish}',
  },
  countAlone: { en: 'How many shots?{wish}', 'zh-CN': '要多少个示例？{wish}' },
  wish: { en: ' The procedure asks for: “{words}”', 'zh-CN': '流程中的要求：“{words}”' },
  whole: {
    en: 'Enter a whole number from 1 to {most}.',
    'zh-CN': '请输入 1 到 {most} 之间的整数。',
  },
  style: { en: 'In which style?', 'zh-CN': '使用哪种风格？' },
  language: { en: 'In which language?', 'zh-CN': '使用哪种语言？' },
  asked: { en: 'as the procedure asks', 'zh-CN': '流程要求' },
  usual: { en: 'usual here', 'zh-CN': '这里的惯例' },
});

const styleNames: Readonly<Record<ShotStyle, string>> = {
  react: 'ReAct',
  'plan-and-solve': 'Plan-and-Solve',
  'function-calling': 'Function Calling',
};

const languageNames: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '简体中文' };

/** More shots than this in one run are work for batch files. */
const mostShots = 10_000;

/** What the user decides before a run. */
export interface Choices {
  readonly count: number;
  readonly style: ShotStyle;
  readonly language: Language;
}

type Answer<Value> = Value | 'back' | undefined;
type Step = (choices: Choices) => Promise<Answer<Partial<Choices>>>;

/**
 * Asks how many shots are wanted, and for a document that has none yet in which style and language. What the procedure
 * itself asks for is suggested and shown. Undefined if the user went away; the task as it is if there is nothing to do,
 * which the run tells.
 */
export async function askChoices(shop: Workshop, { context }: Desk, task: Task): Promise<Task | undefined> {
  const preset = setting('generation.count');
  const brief = briefOf(task);
  if ('problem' in brief) return task;
  const isBegun = context.document.shots.length > 0;
  const count = brief.wishes.count === undefined && preset > 0 ? preset : brief.count;
  const first = { count: Math.min(count, mostShots), style: brief.style, language: brief.language };
  const ask = asker(shop);
  const steps: readonly Step[] = isBegun
    ? [(choices) => ask.count(choices, brief, 1, 1)]
    : [
        (choices) => ask.count(choices, brief, 1, 3),
        (choices) => ask.style(choices, brief, 2, 3),
        (choices) => ask.language(choices, brief, 3, 3),
      ];
  const choices = await inTurn(steps, first);
  return choices && { ...task, ...choices };
}

async function inTurn(steps: readonly Step[], first: Choices): Promise<Choices | undefined> {
  let choices = first;
  for (let at = 0; at < steps.length; ) {
    const answer = await steps[at]?.(choices);
    if (answer === undefined) return undefined;
    if (answer === 'back') at--;
    else {
      choices = { ...choices, ...answer };
      at++;
    }
  }
  return choices;
}

function asker({ models, session }: Workshop) {
  const t = (message: Message): string => renderMessage(message, session.language());
  const writer = models.chosen() === '' ? say('scaffold') : models.chosen();
  const frame = (step: number, totalSteps: number) => ({
    title: t(say('title', { writer })),
    step,
    totalSteps,
    ignoreFocusOut: true,
    buttons: step > 1 ? [QuickInputButtons.Back] : [],
  });
  const note = (isDefault: boolean, isAsked: boolean): string => (isDefault ? t(say(isAsked ? 'asked' : 'usual')) : '');
  return {
    count: async ({ count }: Choices, { coverage, wishes }: Brief, step: number, of: number) => {
      const wish = wishes.count === undefined ? '' : say('wish', { words: wishes.count.words });
      const prompt = coverage.full === 0 ? say('countAlone', { wish }) : say('count', { full: coverage.full, wish });
      const answer = await askCount(count, t(prompt), t(say('whole', { most: mostShots })), frame(step, of));
      return typeof answer === 'number' ? { count: answer } : answer;
    },
    style: async ({ style }: Choices, brief: Brief, step: number, of: number) => {
      const items = Object.entries(styleNames).map(([id, label]) => ({
        label,
        description: note(id === brief.style, brief.wishes.style !== undefined),
        value: id as ShotStyle,
      }));
      const answer = await askOne(items, style, t(say('style')), frame(step, of));
      return answer === undefined || answer === 'back' ? answer : { style: answer };
    },
    language: async ({ language }: Choices, brief: Brief, step: number, of: number) => {
      const items = Object.entries(languageNames).map(([id, label]) => ({
        label,
        description: note(id === brief.language, brief.wishes.language !== undefined),
        value: id as Language,
      }));
      const answer = await askOne(items, language, t(say('language')), frame(step, of));
      return answer === undefined || answer === 'back' ? answer : { language: answer };
    },
  };
}

interface Frame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly ignoreFocusOut: boolean;
  readonly buttons: readonly QuickInputButton[];
}

/** The number that a text is, if it can be a count. */
function countIn(text: string): number | undefined {
  const value = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= mostShots ? value : undefined;
}

function askCount(count: number, prompt: string, wrong: string, frame: Frame): Promise<Answer<number>> {
  const box = window.createInputBox();
  Object.assign(box, frame, { prompt, value: String(count), valueSelection: [0, String(count).length] });
  return answered(box, (answer) => [
    box.onDidChangeValue((text) => {
      box.validationMessage = countIn(text) === undefined ? wrong : undefined;
    }),
    box.onDidAccept(() => {
      const value = countIn(box.value);
      if (value === undefined) box.validationMessage = wrong;
      else answer(value);
    }),
    box.onDidTriggerButton(() => answer('back')),
  ]);
}

function askOne<Value extends string>(
  items: readonly (QuickPickItem & { readonly value: Value })[],
  chosen: Value,
  placeholder: string,
  frame: Frame,
): Promise<Answer<Value>> {
  const list = window.createQuickPick<(typeof items)[number]>();
  Object.assign(list, frame, { items, placeholder, activeItems: items.filter(({ value }) => value === chosen) });
  return answered<Value, typeof list>(list, (answer) => [
    list.onDidAccept(() => answer(list.selectedItems[0]?.value)),
    list.onDidTriggerButton(() => answer('back')),
  ]);
}

interface Question extends Disposable {
  show(): void;
  hide(): void;
  onDidHide(listener: () => void): Disposable;
}

/** Shows a question until it is answered; Escape is an answer too. */
function answered<Value, Asked extends Question>(
  question: Asked,
  listen: (answer: (value: Answer<Value>) => void) => readonly Disposable[],
): Promise<Answer<Value>> {
  return new Promise((resolve) => {
    const listeners = listen((value) => {
      resolve(value);
      question.hide();
    });
    question.onDidHide(() => {
      resolve(undefined);
      for (const listener of listeners) listener.dispose();
      question.dispose();
    });
    question.show();
  });
}
