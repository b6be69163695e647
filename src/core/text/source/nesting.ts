import { defineMessages } from '../../l10n/messages.ts';
import type { SourceProblem } from './sourceContent.ts';

const say = defineMessages({
  deep: {
    en: 'The file is nested too deeply and cannot be read. Calls to its tools are not checked.',
    'zh-CN': '文件嵌套过深，无法读取。不会检查对其中工具的调用。',
  },
});

/** The problem of a text whose nesting exhausts its parser. */
export function nestedTooDeep(offset: number): SourceProblem {
  return { rule: 'limit-reached', message: say('deep'), start: offset, end: offset };
}
