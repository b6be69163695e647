import { defineMessages } from '../../core/index.ts';

/** The words around shots, tools and request in a prompt. The language is that of the document. */
export const promptWords = defineMessages({
  tools: {
    en: 'You handle requests by the examples below. To act, call the tools. Where an example speaks to the customer, answer with text and call no tool. Do only the next step.',
    'zh-CN':
      '请参照下面的示例处理用户的请求。需要操作时调用工具；示例中直接答复客户的地方，请用文字回答，不要调用工具。每次只做下一步。',
  },
  text: {
    en: 'You handle requests by the examples below and write in their form. Write only the next thought and action, or the answer. Stop before the next observation.',
    'zh-CN':
      '请参照下面的示例处理用户的请求，并使用与示例相同的格式。每次只写下一步的思考和行动，或最终回答；在下一个观察结果之前停止。',
  },
  zeroTools: {
    en: 'You handle requests. To act, call the tools; to speak to the customer, answer with text. Do only the next step.',
    'zh-CN': '请处理用户的请求。需要操作时调用工具，需要与客户沟通时用文字回答。每次只做下一步。',
  },
  zeroText: {
    en: 'You handle requests. Write only the next thought and action, as "Think: …" and "Action: tool(parameter = value)", or the answer. Stop before the next observation.',
    'zh-CN':
      '请处理用户的请求。每次只写下一步的思考和行动，写作“思考：……”和“行动：工具(参数 = 值)”，或写最终回答；在下一个观察结果之前停止。',
  },
  procedure: { en: '# Procedure', 'zh-CN': '# 流程' },
  toolList: { en: '# Tools', 'zh-CN': '# 工具' },
  examples: { en: '# Examples', 'zh-CN': '# 示例' },
});
