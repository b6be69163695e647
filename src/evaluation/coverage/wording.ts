import { defineMessages, type Message } from '../../core/index.ts';
import type { Counted } from './totals.ts';

const say = defineMessages({
  steps: { en: 'steps', 'zh-CN': '步骤' },
  branches: { en: 'branches', 'zh-CN': '分支' },
  tools: { en: 'tools', 'zh-CN': '工具' },
  parameters: { en: 'parameters', 'zh-CN': '参数' },
  values: { en: 'enum values', 'zh-CN': '枚举值' },
});

/** The name of what is counted. */
export function describeCounted(counted: Counted): Message {
  return say(counted);
}
