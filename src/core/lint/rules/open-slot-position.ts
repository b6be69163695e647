import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  early: {
    en: 'The place of the real request stands at the end, after every shot.',
    'zh-CN': '真实请求的位置应在文档末尾、所有示例之后。',
  },
  after: { en: 'This comes after it', 'zh-CN': '这里在它之后' },
});

export const openSlotPosition = defineRule({
  id: 'open-slot-position',
  group: 'structure',
  summary: {
    en: 'The open slot for the real request is the last thing in a document, and there is one at most.',
    'zh-CN': '留给真实请求的空位最多一个，且在文档末尾。',
  },
  defaultSeverity: 'error',
  check: {
    shots: ({ document }, _options, report) => {
      const { shots, openSlots, elidedShots } = document;
      const later = [shots.at(-1), openSlots.at(-1), elidedShots.at(-1)]
        .filter((place) => place !== undefined)
        .sort((a, b) => b.start - a.start)[0];
      if (later === undefined) return;
      for (const slot of openSlots) {
        if (slot.start >= later.start) continue;
        const place = 'label' in later ? later.label : (later.request?.label ?? later);
        report({ range: slot.label, message: say('early'), related: [{ range: place, message: say('after') }] });
      }
    },
  },
});
