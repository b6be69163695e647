import { defineMessages, type Message } from '../../core/index.ts';
import type { GeneratedShot } from '../run/events.ts';

const say = defineMessages({
  running: { en: 'Generating…', 'zh-CN': '正在生成…' },
  empty: { en: 'No drafts are left.', 'zh-CN': '没有剩余的草稿。' },
  readyOne: {
    en: '1 draft, not yet in {target}. Accept or discard it with the links above it.',
    'zh-CN': '1 个草稿，尚未写入 {target}。请用示例上方的链接接受或放弃。',
  },
  ready: {
    en: '{count} {count|draft|drafts}, not yet in {target}. Accept or discard each with the links above it.',
    'zh-CN': '{count} 个草稿，尚未写入 {target}。请用各示例上方的链接接受或放弃。',
  },
  faulty: {
    en: 'Lint found problems here; the model will be asked to repair them.',
    'zh-CN': '检查发现了问题，稍后会让模型修复。',
  },
  writing: { en: 'Incomplete, still being generated', 'zh-CN': '正在生成，尚未完成' },
});

/** The content of a preview. */
export interface PreviewContent {
  readonly targetName: string;
  /** Complete shots, which can be accepted. */
  readonly shots: readonly GeneratedShot[];
  /** Complete shots that the model will still repair, by plan index. */
  readonly faulty: ReadonlyMap<number, GeneratedShot>;
  /** Received parts of incomplete shots, by plan index. */
  readonly writing: ReadonlyMap<number, string>;
  readonly running: boolean;
}

/** A preview as text, with the first line of each complete or faulty shot (zero-based). */
export interface PreviewLayout {
  readonly text: string;
  readonly shots: readonly { readonly shot: GeneratedShot; readonly line: number }[];
}

/** Renders a message in the display language. */
export type RenderMessage = (message: Message) => string;

/** The text of the preview and the zero-based line at which each shot starts. */
export function layOutPreview(content: PreviewContent, t: RenderMessage): PreviewLayout {
  let text = toComment(getNote(content), t);
  const shots: { readonly shot: GeneratedShot; readonly line: number }[] = [];
  for (const { note, shot, words } of getParts(content)) {
    text += `\n${note === undefined ? '' : toComment(note, t)}`;
    if (shot !== undefined) shots.push({ shot, line: text.split('\n').length - 1 });
    text += `${words}\n`;
  }
  return { text, shots };
}

/** The line of a shot in a displayed text; -1 if it is not there yet. */
export function findShotLine({ id, text }: GeneratedShot, lines: readonly string[]): number {
  const [first = ''] = text.split('\n');
  const hasId = (at: number): boolean =>
    lines
      .slice(at, at + 3)
      .join()
      .includes(id);
  return lines.findIndex((line, at) => line === first && hasId(at));
}

interface Part {
  readonly index: number;
  readonly words: string;
  readonly shot?: GeneratedShot;
  readonly note?: Message;
}

/** In plan order, independent of the order of completion. */
function getParts({ faulty, shots, writing }: PreviewContent): readonly Part[] {
  const complete = shots.map((shot): Part => ({ index: shot.plan.index, words: shot.text, shot }));
  const repaired = [...faulty].map(([index, shot]): Part => ({ index, words: shot.text, shot, note: say('faulty') }));
  const incomplete = [...writing].map(([index, words]): Part => ({ index, words, note: say('writing') }));
  return [...complete, ...repaired, ...incomplete].toSorted((a, b) => a.index - b.index);
}

function getNote({ running, shots, targetName: target }: PreviewContent): Message {
  if (running) return say('running');
  if (shots.length === 0) return say('empty');
  return shots.length === 1 ? say('readyOne', { target }) : say('ready', { count: shots.length, target });
}

function toComment(message: Message, t: RenderMessage): string {
  return `<!-- ${t(message).replaceAll('--', '—')} -->\n`;
}
