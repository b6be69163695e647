import { defineMessages } from '../../l10n/messages.ts';
import { reportTreeProblems } from '../problems.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  style: {
    en: 'This shot is written as `{actual}`, but the front matter names `{named}`.',
    'zh-CN': '这个示例是 `{actual}` 风格，而文件头写的是 `{named}`。',
  },
  named: { en: 'The style is named here', 'zh-CN': '风格在此指定' },
});

export const frontMatter = defineRule({
  id: 'front-matter',
  group: 'document',
  summary: {
    en: 'Front matter must be readable YAML with known keys, and shots follow the style it names.',
    'zh-CN': '文件头必须是可读的 YAML、只用已知的键，示例要符合其中指定的风格。',
  },
  defaultSeverity: 'error',
  check: {
    shots: (subject, _options, report) => {
      reportTreeProblems(subject, 'front-matter', report);
      const style = subject.document.frontMatter?.style;
      if (style === undefined) return;
      for (const shot of subject.document.shots) {
        if (shot.style === style.value || shot.rounds.length === 0) continue;
        report({
          range: shot.request?.label ?? shot,
          message: say('style', { actual: shot.style, named: style.value }),
          related: [{ range: style.range, message: say('named') }],
          atMost: 'warning',
        });
      }
    },
    procedure: ({ procedure }, _options, report) => {
      for (const problem of procedure.problems) report({ range: problem, message: problem.message });
    },
  },
});
