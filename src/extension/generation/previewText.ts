import { CodeLens, Range, type TextDocument } from 'vscode';
import { defineMessages, type Message } from '../../core/index.ts';
import type { GeneratedShot } from '../../generation/index.ts';

const say = defineMessages({
  running: { en: 'Generating …', 'zh-CN': '正在生成……' },
  empty: { en: 'Nothing is left here.', 'zh-CN': '这里已没有内容。' },
  ready: {
    en: '{count} drafts, not yet in {target}. Accept or discard them by the links above them.',
    'zh-CN': '{count} 个草稿，尚未写入 {target}。请用各示例上方的链接接受或放弃。',
  },
  faulty: {
    en: 'The checker found mistakes here; the model will be asked to mend them.',
    'zh-CN': '检查发现了问题，稍后会让模型修复。',
  },
  writing: { en: 'Being written, not complete yet', 'zh-CN': '正在编写，尚未完成' },
  accept: { en: 'Accept', 'zh-CN': '接受' },
  discard: { en: 'Discard', 'zh-CN': '放弃' },
  acceptAll: { en: 'Accept All {count}', 'zh-CN': '全部接受（{count} 个）' },
  stop: { en: 'Stop; keep what is complete', 'zh-CN': '停止，保留已完成的' },
  discardAll: { en: 'Discard All', 'zh-CN': '全部放弃' },
});

/** What a preview shows. */
export interface PreviewContent {
  readonly targetName: string;
  /** Complete shots, which can be accepted. */
  readonly shots: readonly GeneratedShot[];
  /** Complete shots that the model is still to mend, by their place in the plan. */
  readonly faulty: ReadonlyMap<number, GeneratedShot>;
  /** Shots that are being written, as far as they have come, by their place in the plan. */
  readonly writing: ReadonlyMap<number, string>;
  readonly running: boolean;
}

type Render = (message: Message) => string;

/** The text of a preview, and the line that each shot with findings of its own begins at. */
export function layOut(
  content: PreviewContent,
  t: Render,
): {
  readonly text: string;
  readonly shots: readonly { readonly shot: GeneratedShot; readonly line: number }[];
} {
  let text = comment(noteOf(content), t);
  const placed: { readonly shot: GeneratedShot; readonly line: number }[] = [];
  for (const { note, shot, words } of partsOf(content)) {
    text += `\n${note === undefined ? '' : comment(note, t)}`;
    if (shot !== undefined) placed.push({ shot, line: text.split('\n').length - 1 });
    text += `${words}\n`;
  }
  return { text, shots: placed };
}

interface Part {
  readonly index: number;
  readonly words: string;
  readonly shot?: GeneratedShot;
  readonly note?: Message;
}

/** In the order of the plan, whatever became complete first. */
function partsOf({ faulty, shots, writing }: PreviewContent): readonly Part[] {
  const complete = shots.map((shot): Part => ({ index: shot.plan.index, words: shot.text, shot }));
  const mended = [...faulty].map(([index, shot]): Part => ({ index, words: shot.text, shot, note: say('faulty') }));
  const coming = [...writing].map(([index, words]): Part => ({ index, words, note: say('writing') }));
  return [...complete, ...mended, ...coming].toSorted((a, b) => a.index - b.index);
}

function noteOf({ running, shots, targetName: target }: PreviewContent): Message {
  if (running) return say('running');
  return shots.length === 0 ? say('empty') : say('ready', { count: shots.length, target });
}

function comment(message: Message, t: Render): string {
  return `<!-- ${t(message).replaceAll('--', '—')} -->\n`;
}

/** Links above the whole and above each complete shot, where the document on the screen has them. */
export function lensesOf(document: TextDocument, { running, shots }: PreviewContent, t: Render): CodeLens[] {
  const { uri } = document;
  const lens = (line: number, title: Message, command: string, ...more: readonly string[]): CodeLens =>
    new CodeLens(new Range(line, 0, line, 0), { title: t(title), command, arguments: [uri, ...more] });
  const shown = document.getText().split('\n');
  const stop = running ? [lens(0, say('stop'), 'sopShots.stopGeneration')] : [];
  if (shots.length === 0) return stop;
  return [
    ...stop,
    lens(0, say('acceptAll', { count: shots.length }), 'sopShots.acceptAllGenerated'),
    lens(0, say('discardAll'), 'sopShots.discardAllGenerated'),
    ...shots.flatMap((shot) => {
      const line = lineOf(shot, shown);
      if (line === -1) return [];
      return [
        lens(line, say('accept'), 'sopShots.acceptGenerated', shot.id),
        lens(line, say('discard'), 'sopShots.discardGenerated', shot.id),
      ];
    }),
  ];
}

function lineOf({ id, text }: GeneratedShot, shown: readonly string[]): number {
  const [first = ''] = text.split('\n');
  const hasId = (at: number): boolean =>
    shown
      .slice(at, at + 3)
      .join()
      .includes(id);
  return shown.findIndex((line, at) => line === first && hasId(at));
}
