import type { Command } from 'commander';
import { createLanguageService, defineMessages, type RuleInfo, renderMessage } from '../../core/index.ts';
import type { CliIo } from '../io.ts';
import { pad } from '../reporters/columns.ts';

const say = defineMessages({
  description: { en: 'list the rules', 'zh-CN': '列出全部规则' },
  json: { en: 'print them as JSON', 'zh-CN': '以 JSON 格式输出' },
});

export function registerRules(program: Command, io: CliIo): void {
  program
    .command('rules')
    .description(renderMessage(say('description'), io.language))
    .option('--json', renderMessage(say('json'), io.language))
    .action((options: { json?: boolean }) => {
      const rules = getRules(io);
      io.stdout(options.json ? `${JSON.stringify(rules, undefined, 2)}\n` : toTable(rules));
    });
}

/** The rules, with their summaries in the user's language. */
export function getRules(io: Pick<CliIo, 'language'>): readonly RuleInfo[] {
  const logger = { info: () => {}, warn: () => {} };
  const emptyHost = {
    roots: [],
    logger: logger,
    readFile: async () => ({ ok: false, reason: 'not-found' }) as const,
    listFiles: async () => [],
  };
  return createLanguageService(emptyHost, { language: io.language }).rules;
}

function toTable(rules: readonly RuleInfo[]): string {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const line = (rule: RuleInfo) =>
    `${pad(rule.id, width)}  ${pad(rule.group, 9)}  ${pad(rule.defaultSeverity, 7)}  ${pad(getFixMark(rule), 1)}  ${rule.summary}`;
  return `${rules.map(line).join('\n')}\n`;
}

/** F: fixed by `--fix`; S: suggestions in the editor. The same letters as in the documentation. */
function getFixMark(rule: RuleInfo): string {
  return { fix: 'F', suggestion: 'S', no: '' }[rule.fixable];
}
