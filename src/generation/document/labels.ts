import type { DocumentHabit, Language, Role } from '../../core/index.ts';

const words: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  en: {
    user: 'User',
    think: 'Think',
    action: 'Action',
    actionInput: 'Action Input',
    observation: 'Observation',
    plan: 'Plan',
    step: 'Step',
    answer: 'Answer',
    userRequest: 'User request',
    apiSchema: 'API schema',
    apiRequest: 'API request',
    apiResponse: 'API response',
  },
  'zh-CN': {
    user: '用户',
    think: '思考',
    action: '行动',
    actionInput: '行动输入',
    observation: '观察',
    plan: '计划',
    step: '步骤',
    answer: '回答',
    userRequest: '用户请求',
    apiSchema: '接口定义',
    apiRequest: '接口请求',
    apiResponse: '接口返回',
  },
};

/** The habit of a document that does not exist yet. */
export function freshHabit(language: Language): DocumentHabit {
  return {
    decoration: 'bold',
    boldSpan: 'word',
    colon: language === 'zh-CN' ? '：' : ':',
    spaceAfterColon: language !== 'zh-CN',
    words: {},
    language,
    roundSeparator: 'blank',
  };
}

/** What stands before a block's text, and behind it for tags. */
export function labelParts(role: Role, habit: DocumentHabit): { readonly open: string; readonly close: string } {
  const word = habit.words[role] ?? words[habit.language][role];
  const { boldSpan, colon, decoration } = habit;
  if (decoration === 'tag') return { open: `<${word}>`, close: `</${word}>` };
  const marked =
    boldSpan === 'word' ? `**${word}**${colon}` : boldSpan === 'word-and-colon' ? `**${word}${colon}**` : word + colon;
  const before = decoration === 'quote' ? '> ' : decoration === 'list' ? '- ' : '';
  return { open: `${before}${marked}${habit.spaceAfterColon ? ' ' : ''}`, close: '' };
}
