import { defineMessages, type Message } from '../l10n/messages.ts';
import { hasHan } from '../text/han.ts';

const say = defineMessages({
  chinese: { en: '“{text}”', 'zh-CN': '{text}' },
  other: { en: '{text}', 'zh-CN': '“{text}”' },
});

/** Words of the user's own as a part of a sentence: in quotation marks where the sentence is in another language. */
export function embedded(text: string): Message {
  return say(hasHan(text) ? 'chinese' : 'other', { text });
}
