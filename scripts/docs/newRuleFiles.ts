/** The files of a new rule by path. The rule reports a text of its own until its author writes the check. */
export function ruleFiles(id: string): Readonly<Record<string, string>> {
  const marker = `(${id})`;
  const wrong = `**User**: The printer is jammed.\n**Think**: Look it up. ${marker}\n**Action**: Look up the fault.\n`;
  const right = wrong.replace(` ${marker}`, '');
  const column = '**Think**: Look it up. '.length + 1;
  const found =
    `${id} 2:${column}-2:${column + marker.length} | This is the example problem of \`${id}\`. | ` +
    `这是 \`${id}\` 的示例问题。`;
  return {
    [`src/core/lint/rules/${id}.ts`]: sourceOf(id, marker),
    [`test/fixtures/rules/${id}/invalid.shots.md`]: `${wrong}<!-- expect\n${found}\n-->\n`,
    [`test/fixtures/rules/${id}/valid.shots.md`]: right,
    [`docs/rules/${id}.md`]: pageOf(id, wrong, right),
    [`examples/mistakes/${id}.shots.md`]: wrong.replace('The printer is jammed.', 'The iron drips.'),
  };
}

/** The table of rules with one more. */
export function withRegistration(index: string, id: string): string {
  const name = toName(id);
  return index
    .replace(/\n(?=\nexport const rules|\n\/\*\*)/, `\nimport { ${name} } from './${id}.ts';\n`)
    .replace(/(export const rules: readonly Rule\[\] = \[[\s\S]*?)\n\];/, `$1\n  ${name},\n];`);
}

function toName(id: string): string {
  return id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function sourceOf(id: string, marker: string): string {
  return `import { defineMessages } from '../../l10n/messages.ts';
import { defineRule } from '../rule.ts';

const say = defineMessages({
  found: { en: 'This is the example problem of \`${id}\`.', 'zh-CN': '这是 \`${id}\` 的示例问题。' },
});

const EXAMPLE = '${marker}';

export const ${toName(id)} = defineRule({
  id: '${id}',
  group: 'structure',
  summary: { en: 'Documents must not contain the example of this rule.', 'zh-CN': '文档不能包含此规则的示例。' },
  defaultSeverity: 'warning',
  check: {
    shots: ({ document: { text } }, _options, report) => {
      for (let at = text.indexOf(EXAMPLE); at !== -1; at = text.indexOf(EXAMPLE, at + 1)) {
        report({ range: { start: at, end: at + EXAMPLE.length }, message: say('found') });
      }
    },
  },
});
`;
}

function pageOf(id: string, wrong: string, right: string): string {
  return `# ${id}

<!-- rule:start -->
<!-- rule:end -->

Reports the example of this rule.

**Why.** Replace this text.

Wrong:

\`\`\`\`shots
${wrong}\`\`\`\`

Right:

\`\`\`\`shots
${right}\`\`\`\`

## 中文

<!-- 规则:start -->
<!-- 规则:end -->

检查此规则的示例。

**原因。** 请替换此文本。

错误（Wrong）和正确（Right）的写法见上面的示例。
`;
}
