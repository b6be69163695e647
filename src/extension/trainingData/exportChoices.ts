import { type QuickPickItem, type Uri, window } from 'vscode';
import { defineMessages, type Message } from '../../core/index.ts';
import { datasetTargets, ENCODINGS, type ExportSettings, type ThoughtMode } from '../../datasets/index.ts';
import type { Session } from '../session.ts';

const say = defineMessages({
  target: { en: 'Export Dataset: target', 'zh-CN': '导出数据集：目标格式' },
  options: { en: 'Export Dataset: options for {target}', 'zh-CN': '导出数据集：{target} 的选项' },
  go: { en: 'Choose Output Folder…', 'zh-CN': '选择输出文件夹…' },
  thought: { en: 'Thoughts', 'zh-CN': '思考' },
  status: { en: 'Shots', 'zh-CN': '示例' },
  system: { en: 'System text', 'zh-CN': '系统文本' },
  tokenizer: { en: 'Token counts', 'zh-CN': 'token 计数' },
  none: { en: 'none', 'zh-CN': '无' },
  file: { en: 'Choose File…', 'zh-CN': '选择文件…' },
  content: { en: 'beside the calls', 'zh-CN': '与调用写在一起' },
  reasoning: { en: 'in a field of their own (reasoning_content)', 'zh-CN': '写入单独的字段（reasoning_content）' },
  think: { en: 'in <think> tags', 'zh-CN': '写在 <think> 标签中' },
  text: { en: 'as text with the label Thought', 'zh-CN': '写成带 Thought 标签的文本' },
  drop: { en: 'not written', 'zh-CN': '不写入' },
  ready: { en: 'all but drafts', 'zh-CN': '除草稿外的全部示例' },
  any: { en: 'drafts too', 'zh-CN': '包括草稿' },
  approved: { en: 'approved shots only', 'zh-CN': '仅已批准的示例' },
});

/** Counts tokens unless the user chooses otherwise. */
export const DEFAULT_TOKENIZER = 'o200k';

/** What the user decides about an export. */
export interface ExportOptions {
  readonly thought: ThoughtMode;
  readonly status: ExportSettings['status'];
  /** The file with the system text. */
  readonly system: Uri | undefined;
  /** An encoding or the URI of a tokenizer.json; undefined for no counts. */
  readonly tokenizer: string | undefined;
}

interface Choice<Value> extends QuickPickItem {
  readonly value: Value;
}

/** Asks for the target; undefined if the user leaves. */
export async function chooseTarget({ t, language }: Session, current: string | undefined): Promise<string | undefined> {
  const items = datasetTargets.map(({ id, aliases, summary }): Choice<string> => {
    // Menus show marks of code as they are.
    return { label: id, description: aliases.join(', '), detail: summary[language()].replaceAll('`', ''), value: id };
  });
  // The target of the project file comes first.
  items.sort((a, b) => Number(b.value === current) - Number(a.value === current));
  const chosen = await window.showQuickPick(items, {
    title: t(say('target')),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.value;
}

/** Shows the options with their values until the user goes on; undefined if the user leaves. */
export async function chooseOptions(
  session: Session,
  { target }: ExportSettings,
  given: ExportOptions,
): Promise<ExportOptions | undefined> {
  const { t } = session;
  let options = given;
  for (;;) {
    const items: Choice<keyof ExportOptions | 'go'>[] = [
      { label: `$(folder) ${t(say('go'))}`, value: 'go' },
      ...(target.thoughts.length > 1 ? [toItem(session, 'thought', say(options.thought))] : []),
      toItem(session, 'status', say(options.status ?? 'ready')),
      toItem(session, 'system', options.system === undefined ? say('none') : getName(options.system)),
      toItem(session, 'tokenizer', options.tokenizer === undefined ? say('none') : getName(options.tokenizer)),
    ];
    const chosen = await window.showQuickPick(items, { title: t(say('options', { target: target.id })) });
    if (chosen === undefined) return undefined;
    if (chosen.value === 'go') return options;
    options = await changeOption(session, chosen.value, options, target.thoughts);
  }
}

function toItem({ t }: Session, value: keyof ExportOptions, shown: Message | string): Choice<keyof ExportOptions> {
  return { label: `$(gear) ${t(say(value))}`, description: typeof shown === 'string' ? shown : t(shown), value };
}

function getName(file: Uri | string): string {
  return file.toString().split('/').at(-1) ?? '';
}

async function changeOption(
  session: Session,
  option: keyof ExportOptions,
  options: ExportOptions,
  thoughts: readonly ThoughtMode[],
): Promise<ExportOptions> {
  const { t } = session;
  const ask = async <Value>(values: readonly (readonly [label: string, value: Value])[]) => {
    const items = values.map(([label, value]): Choice<Value> => ({ label, value }));
    return window.showQuickPick(items, { title: t(say(option)) });
  };
  switch (option) {
    case 'thought': {
      const chosen = await ask(thoughts.map((mode) => [t(say(mode)), mode] as const));
      return chosen === undefined ? options : { ...options, thought: chosen.value };
    }
    case 'status': {
      const chosen = await ask(
        ([undefined, 'any', 'approved'] as const).map((value) => [t(say(value ?? 'ready')), value] as const),
      );
      return chosen === undefined ? options : { ...options, status: chosen.value };
    }
    case 'system': {
      const chosen = await ask([[t(say('none')), false] as const, [t(say('file')), true] as const]);
      if (chosen === undefined) return options;
      const file = chosen.value ? await chooseFile(session, option) : undefined;
      return chosen.value && file === undefined ? options : { ...options, system: file };
    }
    case 'tokenizer': {
      const chosen = await ask([
        [t(say('none')), undefined] as const,
        ...ENCODINGS.map((name) => [name, name] as const),
        ['tokenizer.json…', 'file'] as const,
      ]);
      if (chosen === undefined) return options;
      if (chosen.value !== 'file') return { ...options, tokenizer: chosen.value };
      const file = await chooseFile(session, option);
      return file === undefined ? options : { ...options, tokenizer: file.toString() };
    }
  }
}

async function chooseFile({ t }: Session, option: 'system' | 'tokenizer'): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({ canSelectMany: false, title: t(say(option)) });
  return chosen?.[0];
}
