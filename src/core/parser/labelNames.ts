import type { DocumentHabit, Role } from './tree.ts';

/** The usual label word of each role, for documents that have none of their own yet. */
export const LABEL_NAMES: Readonly<Record<DocumentHabit['language'], Readonly<Record<Role, string>>>> = {
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
    answer: '回复',
    userRequest: '用户请求',
    apiSchema: '接口定义',
    apiRequest: '接口请求',
    apiResponse: '接口返回',
  },
};
