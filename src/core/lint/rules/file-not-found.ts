import { defineMessages } from '../../l10n/messages.ts';
import type { MissingFile } from '../../workspace/subjects.ts';
import { defineRule, type Report } from '../rule.ts';
import { reportSchemaProblems } from '../support/problems.ts';

const say = defineMessages({
  missing: { en: '`{path}`: {reason}', 'zh-CN': '`{path}`：{reason}' },
  unnamed: {
    en: 'No procedure of the workspace is called “{name}”.',
    'zh-CN': '工作区中没有名为“{name}”的流程。',
  },
});

export const fileNotFound = defineRule({
  id: 'file-not-found',
  group: 'document',
  summary: {
    en: 'Files referenced in front matter, procedures, tool files and the project file must exist and be readable; tool files must be valid JSON or YAML.',
    'zh-CN':
      'Front Matter（文件头）、流程、工具文件和项目文件引用的文件必须存在且可读；工具文件必须是有效的 JSON 或 YAML。',
  },
  defaultSeverity: 'error',
  check: {
    shots: ({ missingFiles }, _options, report) => missingFiles.map(finding).forEach(report),
    procedure: ({ called, missingFiles }, _options, report) => {
      missingFiles.map(finding).forEach(report);
      for (const { form, name, range, reason } of called) {
        if (reason === undefined) continue;
        const message = form === 'path' ? say('missing', { path: name, reason }) : say('unnamed', { name });
        // A procedure can be elsewhere, or be written later.
        report({ range, message, maxSeverity: 'info' });
      }
    },
    project: ({ missingFiles }, _options, report) => missingFiles.map(finding).forEach(report),
    tools: (subject, _options, report) => reportSchemaProblems(subject, 'file-not-found', report),
  },
});

function finding({ range, path, reason }: MissingFile): Report {
  return { range, message: say('missing', { path, reason }) };
}
