import { type Disposable, type QuickInputButton, QuickInputButtons, type QuickPickItem, window } from 'vscode';
import { defineMessages, type Language, type WritableStyle } from '../../../core/index.ts';
import { createRequestPlan, type RequestPlan, type Task } from '../../../generation/index.ts';
import { setting } from '../../settings.ts';
import { getConnections } from '../connections/userConnections.ts';
import type { GenerationContext } from '../run/generationContext.ts';
import type { TargetContext } from '../run/targetContext.ts';

const say = defineMessages({
  title: { en: 'Generate shots: {writer}', 'zh-CN': '生成示例：{writer}' },
  scaffold: { en: 'local scaffold, nothing is sent', 'zh-CN': '本地脚手架，不发送任何内容' },
  count: {
    en: 'How many shots? {full} cover every step, branch and failure.{requirement}',
    'zh-CN': '要多少个示例？{full} 个可覆盖所有步骤、分支和失败情况。{requirement}',
  },
  countAlone: { en: 'How many shots?{requirement}', 'zh-CN': '要多少个示例？{requirement}' },
  requirement: { en: ' Requirement in the procedure: “{words}”', 'zh-CN': '流程中的要求：“{words}”' },
  whole: {
    en: 'Enter a whole number from 1 to {most}.',
    'zh-CN': '请输入 1 到 {most} 之间的整数。',
  },
  style: { en: 'Select a style', 'zh-CN': '选择风格' },
  language: { en: 'Select a language', 'zh-CN': '选择语言' },
  instructions: {
    en: 'Anything the model should know? Tone, customers, region … (optional)',
    'zh-CN': '还有什么要告诉模型的吗？语气、客户、地区等（可留空）',
  },
  example: {
    en: 'Small shops in Scotland, informal tone',
    'zh-CN': '客户是华南的小店，语气随和',
  },
  reviewer: {
    en: 'Select a second model that reviews each shot (optional)',
    'zh-CN': '选择审阅每个示例的第二个模型（可不选）',
  },
  noReviewer: { en: 'No review', 'zh-CN': '不审阅' },
  asked: { en: 'required by the procedure', 'zh-CN': '流程中的要求' },
  usual: { en: 'default', 'zh-CN': '默认' },
});

const STYLE_NAMES: Readonly<Record<WritableStyle, string>> = {
  react: 'ReAct',
  'plan-and-solve': 'Plan-and-Solve',
  'function-calling': 'Function Calling',
};

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '简体中文' };

/** For more shots than this, use batch files. */
const MAX_SHOTS = 10_000;

/** What the user decides before a run. */
export interface Choices {
  readonly count: number;
  readonly style: WritableStyle;
  readonly language: Language;
  /** What the user tells the model besides; not asked for the local scaffold, which cannot read it. */
  readonly instructions?: string;
  /** The connection whose model reviews the shots; absent for none. */
  readonly reviewer?: string | undefined;
}

type Answer<Value> = Value | 'back' | undefined;
type Step = (choices: Choices) => Promise<Answer<Partial<Choices>>>;

/**
 * Asks for the number of shots and, for a document without shots, for style and language. Requirements found in the
 * procedure are suggested and shown. Undefined if the user cancelled; the unchanged task if there is nothing to do,
 * which the run reports.
 */
export async function askChoices(
  generation: GenerationContext,
  { context }: TargetContext,
  task: Task,
): Promise<Task | undefined> {
  const preset = setting('generation.count');
  const requestPlan = createRequestPlan(task);
  if ('problem' in requestPlan) return task;
  const isBegun = context.document.shots.length > 0;
  const count = requestPlan.requirements.count === undefined && preset > 0 ? preset : requestPlan.count;
  const first = { count: Math.min(count, MAX_SHOTS), style: requestPlan.style, language: requestPlan.language };
  const ask = createQuestions(generation);
  const questions: readonly Question[] = [
    ask.count,
    ...(isBegun ? [] : [ask.style, ask.language]),
    ...(generation.models.chosen() === '' ? [] : [ask.instructions]),
    ...(getReviewers(generation.models.chosen()).length === 0 ? [] : [ask.reviewer]),
  ];
  const steps = questions.map((question, index): Step => {
    return (choices) => question(choices, requestPlan, index + 1, questions.length);
  });
  const choices = await askInSequence(steps, first);
  if (choices === undefined) return undefined;
  const { reviewer, ...others } = choices;
  return { ...task, ...others, ...(reviewer === undefined ? {} : { reviewer }) };
}

type Question = (choices: Choices, plan: RequestPlan, step: number, of: number) => Promise<Answer<Partial<Choices>>>;

async function askInSequence(steps: readonly Step[], first: Choices): Promise<Choices | undefined> {
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

function createQuestions({ models, session }: GenerationContext) {
  const { t } = session;
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
    count: async ({ count }: Choices, { coverage, requirements }: RequestPlan, step: number, of: number) => {
      const requirement =
        requirements.count === undefined ? '' : say('requirement', { words: requirements.count.words });
      const prompt =
        coverage.full === 0 ? say('countAlone', { requirement }) : say('count', { full: coverage.full, requirement });
      const answer = await askCount(count, t(prompt), t(say('whole', { most: MAX_SHOTS })), frame(step, of));
      return typeof answer === 'number' ? { count: answer } : answer;
    },
    style: async ({ style }: Choices, requestPlan: RequestPlan, step: number, of: number) => {
      const items = Object.entries(STYLE_NAMES).map(([id, label]) => ({
        label,
        description: note(id === requestPlan.style, requestPlan.requirements.style !== undefined),
        value: id as WritableStyle,
      }));
      const answer = await askOption(items, style, t(say('style')), frame(step, of));
      return answer === undefined || answer === 'back' ? answer : { style: answer };
    },
    language: async ({ language }: Choices, requestPlan: RequestPlan, step: number, of: number) => {
      const items = Object.entries(LANGUAGE_NAMES).map(([id, label]) => ({
        label,
        description: note(id === requestPlan.language, requestPlan.requirements.language !== undefined),
        value: id as Language,
      }));
      const answer = await askOption(items, language, t(say('language')), frame(step, of));
      return answer === undefined || answer === 'back' ? answer : { language: answer };
    },
    instructions: async ({ instructions = '' }: Choices, _plan: RequestPlan, step: number, of: number) => {
      const words = { prompt: t(say('instructions')), placeholder: t(say('example')) };
      const answer = await askText(instructions, words, frame(step, of));
      return typeof answer === 'object' ? { instructions: answer.text } : answer;
    },
    reviewer: async ({ reviewer = '' }: Choices, _plan: RequestPlan, step: number, of: number) => {
      const others = getReviewers(models.chosen()).map(({ model = '', name }) => ({
        label: name,
        description: model,
        value: `:${name}`,
      }));
      const items = [{ label: t(say('noReviewer')), value: ':' }, ...others];
      const answer = await askOption(items, `:${reviewer}`, t(say('reviewer')), frame(step, of));
      if (answer === undefined || answer === 'back') return answer;
      return { reviewer: answer === ':' ? undefined : answer.slice(1) };
    },
  };
}

/** The connections that can review what the chosen one writes: all others that have a model. */
function getReviewers(chosen: string): readonly { readonly name: string; readonly model?: string | undefined }[] {
  return chosen === '' ? [] : getConnections().filter(({ model, name }) => model !== undefined && name !== chosen);
}

interface Frame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly ignoreFocusOut: boolean;
  readonly buttons: readonly QuickInputButton[];
}

/** The number that a text is, if it can be a count. */
function parseCount(text: string): number | undefined {
  const value = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= MAX_SHOTS ? value : undefined;
}

function askCount(count: number, prompt: string, wrong: string, frame: Frame): Promise<Answer<number>> {
  const box = window.createInputBox();
  Object.assign(box, frame, { prompt, value: String(count), valueSelection: [0, String(count).length] });
  return showUntilAnswered(box, (answer) => [
    box.onDidChangeValue((text) => {
      box.validationMessage = parseCount(text) === undefined ? wrong : undefined;
    }),
    box.onDidAccept(() => {
      const value = parseCount(box.value);
      if (value === undefined) box.validationMessage = wrong;
      else answer(value);
    }),
    box.onDidTriggerButton(() => answer('back')),
  ]);
}

/** Text is inside an object, because the word "back" can be the answer. */
function askText(
  value: string,
  words: { readonly prompt: string; readonly placeholder: string },
  frame: Frame,
): Promise<Answer<{ readonly text: string }>> {
  const box = window.createInputBox();
  Object.assign(box, frame, words, { value });
  return showUntilAnswered(box, (answer) => [
    box.onDidAccept(() => answer({ text: box.value.trim() })),
    box.onDidTriggerButton(() => answer('back')),
  ]);
}

function askOption<Value extends string>(
  items: readonly (QuickPickItem & { readonly value: Value })[],
  chosen: Value,
  placeholder: string,
  frame: Frame,
): Promise<Answer<Value>> {
  const list = window.createQuickPick<(typeof items)[number]>();
  Object.assign(list, frame, { items, placeholder, activeItems: items.filter(({ value }) => value === chosen) });
  return showUntilAnswered<Value, typeof list>(list, (answer) => [
    list.onDidAccept(() => answer(list.selectedItems[0]?.value)),
    list.onDidTriggerButton(() => answer('back')),
  ]);
}

interface QuickQuestion extends Disposable {
  show(): void;
  hide(): void;
  onDidHide(listener: () => void): Disposable;
}

/** Shows a question until it is showUntilAnswered; Escape is an answer too. */
function showUntilAnswered<Value, Asked extends QuickQuestion>(
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
