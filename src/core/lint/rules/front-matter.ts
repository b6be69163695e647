import { defineMessages } from '../../l10n/messages.ts';
import type { ShotsDocument } from '../../model/model.ts';
import { FRONT_MATTER_KEYS } from '../../parser/frontMatter.ts';
import { isProviderId, PROVIDER_IDS } from '../../schemas/providers/index.ts';
import { findNearest, isWithinEdits } from '../../similarity/nearest.ts';
import { defineRule, type Reporter } from '../rule.ts';
import { reportTreeProblems } from '../support/problems.ts';

const say = defineMessages({
  style: {
    en: 'This shot has the style `{actual}`, but the front matter specifies `{named}`.',
    'zh-CN': '这个示例的风格是 `{actual}`，而 Front Matter（文件头）指定的是 `{named}`。',
  },
  target: {
    en: '`{value}` is not a known provider. `targets` takes {providers}.',
    'zh-CN': '未知的服务商 `{value}`。`targets` 可取 {providers}。',
  },
  key: {
    en: 'Unknown key `{name}` in front matter. Did you mean `{candidate}`?',
    'zh-CN': 'Front Matter（文件头）中有未知的键 `{name}`。你是否想写 `{candidate}`？',
  },
  write: { en: 'Change to `{value}`', 'zh-CN': '更改为 `{value}`' },
  named: { en: 'The style is specified here', 'zh-CN': '风格在此指定' },
});

export const frontMatter = defineRule({
  id: 'front-matter',
  group: 'document',
  summary: {
    en: 'Front matter must be valid YAML with known values, and shots must match the style it specifies.',
    'zh-CN': 'Front Matter（文件头）必须是有效的 YAML，取值必须有效；示例必须符合其中指定的风格。',
  },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    shots: (subject, _options, report) => {
      reportTreeProblems(subject, 'front-matter', report);
      reportMistypedKeys(subject.document, report);
      reportUnknownTargets(subject.document, report);
      const style = subject.document.frontMatter?.style;
      if (style === undefined) return;
      for (const shot of subject.document.shots) {
        if (shot.style === style.value || shot.rounds.length === 0) continue;
        report({
          range: shot.request?.label ?? shot,
          message: say('style', { actual: shot.style, named: style.value }),
          related: [{ range: style.range, message: say('named') }],
          maxSeverity: 'warning',
        });
      }
    },
    procedure: ({ procedure }, _options, report) => {
      for (const problem of procedure.problems) report({ range: problem, message: problem.message });
    },
  },
});

/** Documents may have keys of other tools; one edit away from a key of ours, such as `tool`, it is a typo. */
function reportMistypedKeys({ frontMatter }: ShotsDocument, report: Reporter): void {
  for (const { name, range } of frontMatter?.otherKeys ?? []) {
    const candidate = FRONT_MATTER_KEYS.find((key) => name.length > 3 && isWithinEdits(name, key, 1));
    if (candidate === undefined) continue;
    const edits = [{ range, newText: candidate }];
    const suggestions = [{ title: say('write', { value: candidate }), edits }];
    report({ range, message: say('key', { name, candidate }), suggestions });
  }
}

function reportUnknownTargets({ frontMatter }: ShotsDocument, report: Reporter): void {
  for (const { name, range } of frontMatter?.targets ?? []) {
    if (isProviderId(name)) continue;
    const providers = PROVIDER_IDS.map((id) => `\`${id}\``);
    const suggestions = findNearest(name, PROVIDER_IDS).map((value) => {
      return { title: say('write', { value }), edits: [{ range, newText: value }] };
    });
    report({ range, message: say('target', { value: name, providers }), suggestions });
  }
}
