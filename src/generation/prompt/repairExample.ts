import { defineMessages, type Language, renderMessage } from '../../core/index.ts';

const say = defineMessages({
  same: {
    en: 'The same mistake was corrected in another example. Correct it in these examples in the same way, with their own values.\n\nBefore:\n{before}\n\nAfter:\n{after}',
    'zh-CN':
      '另一个示例中的同样错误已经改正。请用同样的方式改正这些示例，并保留它们各自的取值。\n\n改正前：\n{before}\n\n改正后：\n{after}',
  },
});

/** Instructions to repair shots as another one was repaired. Both texts are shots as Markdown. */
export function toRepairInstructions(before: string, after: string, language: Language): string {
  return renderMessage(say('same', { before: before.trim(), after: after.trim() }), language);
}
