import type { Language } from '../../src/core/l10n/messages.ts';
import type { Rule, RuleGroup } from '../../src/core/lint/rule.ts';
import { rules } from '../../src/core/lint/rules/index.ts';

const GROUPS: Readonly<Record<Language, Readonly<Record<RuleGroup, string>>>> = {
  en: {
    document: 'Document',
    structure: 'Structure',
    style: 'Style',
    calls: 'Calls',
    schemas: 'Tool schemas',
    procedure: 'Procedures',
    data: 'Data',
  },
  'zh-CN': {
    document: '文档',
    structure: '结构',
    style: '写法',
    calls: '调用',
    schemas: '工具定义（schema）',
    procedure: '流程',
    data: '数据',
  },
};

const WORDS = {
  en: {
    rule: 'Rule',
    says: 'Description',
    default: 'Default',
    repair: 'Fix',
    fix: 'automatic',
    suggestion: 'suggestion',
    no: '–',
    group: 'Group',
    option: 'Option',
    meaning: 'Meaning',
    deferredNote: 'While you type, this rule runs on save or after two seconds without input.',
  },
  'zh-CN': {
    rule: '规则',
    says: '说明',
    default: '默认级别',
    repair: '修复',
    fix: '自动修复',
    suggestion: '修复建议',
    no: '–',
    group: '分组',
    option: '选项',
    meaning: '含义',
    deferredNote: '输入时，此规则在保存后或停止输入两秒后才检查。',
  },
} as const;

/** One table per group. `base` is the path from the file with the table to the folder of the rule pages. */
export function ruleTables(language: Language, base: string): string {
  const words = WORDS[language];
  return Object.entries(GROUPS[language])
    .map(([group, title]) => {
      const rows = rules
        .filter((rule) => rule.group === group)
        .map((rule) => {
          const link = `[${rule.id}](${base}${rule.id}.md)`;
          return `| ${link} | ${rule.summary[language]} | ${rule.defaultSeverity} | ${words[rule.fixable]} |`;
        });
      const head = `| ${words.rule} | ${words.says} | ${words.default} | ${words.repair} |\n|---|---|---|---|`;
      return `### ${title}\n\n${head}\n${rows.join('\n')}`;
    })
    .join('\n\n');
}

/** The generated head of a rule page. */
export function ruleHead(rule: Rule, language: Language): string {
  const words = WORDS[language];
  const comma = language === 'en' ? '; ' : '；';
  const colon = language === 'en' ? ': ' : '：';
  const stop = language === 'en' ? '.' : '。';
  const facts = [
    `${words.group}${colon}${GROUPS[language][rule.group]}`,
    `${words.default}${colon}\`${rule.defaultSeverity}\``,
    `${words.repair}${colon}${words[rule.fixable]}`,
  ];
  const parts = [`**${rule.summary[language]}**`, `${facts.join(comma)}${stop}`];
  if (rule.deferred) parts.push(words.deferredNote);
  const options = Object.entries(rule.options).map(([name, option]) => {
    return `| \`${name}\` | ${option.summary[language]} | \`${JSON.stringify(option.default)}\` |`;
  });
  if (options.length > 0) {
    const unset = language === 'en' ? 'Default' : '默认值';
    parts.push(`| ${words.option} | ${words.meaning} | ${unset} |\n|---|---|---|\n${options.join('\n')}`);
  }
  return parts.join('\n\n');
}

/** Puts text between two marker lines; undefined if the text does not have them. */
export function fillMarkers(text: string, start: string, end: string, content: string): string | undefined {
  const from = text.indexOf(start);
  const to = text.indexOf(end, from + start.length);
  if (from === -1 || to === -1) return undefined;
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}
