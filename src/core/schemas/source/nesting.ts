import { defineMessages } from '../../l10n/messages.ts';
import type { SchemaProblem } from '../tool.ts';

const say = defineMessages({
  deep: {
    en: 'This file is nested too deeply to be read; calls to its tools are not checked.',
    'zh-CN': '此文件嵌套过深，无法读取；对其中工具的调用不作检查。',
  },
});

/** The problem of a text whose nesting exhausts its parser. */
export function nestedTooDeep(offset: number): SchemaProblem {
  return { rule: 'limit-reached', message: say('deep'), start: offset, end: offset };
}
