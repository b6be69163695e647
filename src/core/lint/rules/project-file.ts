import { defineRule } from '../rule.ts';

export const projectFile = defineRule({
  id: 'project-file',
  group: 'document',
  summary: {
    en: 'The project file must be readable and use only keys and values it knows.',
    'zh-CN': '项目文件必须可读，且只用已知的键和值。',
  },
  defaultSeverity: 'error',
  check: {
    project: ({ project }, _options, report) => {
      for (const problem of project.problems) report({ range: problem, message: problem.message });
    },
  },
});
