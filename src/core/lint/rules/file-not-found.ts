import { defineMessages } from '../../l10n/messages.ts';
import { reportSchemaProblems } from '../problems.ts';
import { defineRule, type MissingFile, type Report } from '../rule.ts';

const say = defineMessages({
  missing: { en: '`{path}`: {reason}', 'zh-CN': '`{path}`：{reason}' },
});

export const fileNotFound = defineRule({
  id: 'file-not-found',
  group: 'document',
  summary: {
    en: 'Files named in front matter, tool files and the project file must exist and be readable, tool files as JSON or YAML.',
    'zh-CN': '文件头、工具文件和项目文件里写到的文件必须存在且可读，工具文件须是合法的 JSON 或 YAML。',
  },
  defaultSeverity: 'error',
  check: {
    shots: ({ missingFiles }, _options, report) => missingFiles.map(finding).forEach(report),
    project: ({ missingFiles }, _options, report) => missingFiles.map(finding).forEach(report),
    tools: (subject, _options, report) => reportSchemaProblems(subject, 'file-not-found', report),
  },
});

function finding({ range, path, reason }: MissingFile): Report {
  return { range, message: say('missing', { path, reason }) };
}
