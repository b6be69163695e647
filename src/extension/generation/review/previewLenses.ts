import { CodeLens, Range, type TextDocument } from 'vscode';
import { defineMessages, type Message } from '../../../core/index.ts';
import { findShotLine, type PreviewContent, type RenderMessage } from '../../../generation/index.ts';

const say = defineMessages({
  accept: { en: 'Accept', 'zh-CN': '接受' },
  discard: { en: 'Discard', 'zh-CN': '放弃' },
  acceptAll: { en: 'Accept All {count}', 'zh-CN': '全部接受（{count} 个）' },
  stop: { en: 'Stop; keep complete shots', 'zh-CN': '停止，保留已完成的示例' },
  discardAll: { en: 'Discard All', 'zh-CN': '全部放弃' },
});

/** Links above the preview and above each complete shot, at the displayed lines. */
export function getLenses(document: TextDocument, { running, shots }: PreviewContent, t: RenderMessage): CodeLens[] {
  const { uri } = document;
  const lens = (line: number, title: Message, command: string, ...more: readonly string[]): CodeLens =>
    new CodeLens(new Range(line, 0, line, 0), { title: t(title), command, arguments: [uri, ...more] });
  const lines = document.getText().split('\n');
  const stop = running ? [lens(0, say('stop'), 'sopShots.stopGeneration')] : [];
  if (shots.length === 0) return stop;
  return [
    ...stop,
    lens(0, say('acceptAll', { count: shots.length }), 'sopShots.acceptAllGenerated'),
    lens(0, say('discardAll'), 'sopShots.discardAllGenerated'),
    ...shots.flatMap((shot) => {
      const line = findShotLine(shot, lines);
      if (line === -1) return [];
      return [
        lens(line, say('accept'), 'sopShots.acceptGenerated', shot.id),
        lens(line, say('discard'), 'sopShots.discardGenerated', shot.id),
      ];
    }),
  ];
}
