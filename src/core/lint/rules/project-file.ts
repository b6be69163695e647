import { defineRule } from '../rule.ts';

export const projectFile = defineRule({
  id: 'project-file',
  group: 'document',
  summary: {
    en: 'The project file must be readable and contain only known keys and values.',
    'zh-CN': '项目文件必须可读，且只能包含已知的键和值。',
  },
  defaultSeverity: 'error',
  check: {
    project: ({ project }, _options, report) => {
      for (const problem of project.problems) report({ range: problem, message: problem.message });
    },
  },
});
