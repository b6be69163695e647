import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules } from '../../src/core/lint/rules/index.ts';
import { projectSchema } from '../../src/core/project/projectSchema.ts';
import { labelTable } from './labelTable.ts';
import { providerTables } from './providerTable.ts';
import { fillMarkers, ruleHead, ruleTables } from './ruleDocs.ts';

/** The project's root. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const SCHEMA = 'schemas/sop-shots.schema.json';
const RULES_START = '<!-- rules:start -->';
const RULES_END = '<!-- rules:end -->';
const LABELS_START = '<!-- labels:start -->';
const PROVIDERS_START = '<!-- providers:start -->';
const PROVIDERS_END = '<!-- providers:end -->';
const LABELS_END = '<!-- labels:end -->';

/** A file with a generated part: what it holds, and what it should hold. */
export interface GeneratedFile {
  readonly path: string;
  readonly current: string;
  /** Undefined if the file lacks the place of the generated part. */
  readonly expected: string | undefined;
}

/** Every file with a part that follows from the rules or from the table of roles. Files that are not there yet are left out. */
export function generatedFiles(): readonly GeneratedFile[] {
  const tables = [
    fileOf('docs/rules/README.md', (text) => fillMarkers(text, RULES_START, RULES_END, ruleTables('en', ''))),
    fileOf('docs/rules/README.zh-CN.md', (text) => fillMarkers(text, RULES_START, RULES_END, ruleTables('zh-CN', ''))),
    fileOf('docs/format.md', (text) => fillMarkers(text, LABELS_START, LABELS_END, labelTable('en'))),
    fileOf('docs/zh-CN/format.md', (text) => fillMarkers(text, LABELS_START, LABELS_END, labelTable('zh-CN'))),
    fileOf('docs/providers.md', (text) => fillMarkers(text, PROVIDERS_START, PROVIDERS_END, providerTables('en'))),
    fileOf('docs/zh-CN/providers.md', (text) =>
      fillMarkers(text, PROVIDERS_START, PROVIDERS_END, providerTables('zh-CN')),
    ),
    fileOf(SCHEMA, () => `${JSON.stringify(projectSchema(rules), null, 2)}\n`),
  ];
  const pages = rules.map((rule) =>
    fileOf(`docs/rules/${rule.id}.md`, (text) => {
      const english = fillMarkers(text, '<!-- rule:start -->', '<!-- rule:end -->', ruleHead(rule, 'en'));
      const both = english ?? '';
      return fillMarkers(both, '<!-- 规则:start -->', '<!-- 规则:end -->', ruleHead(rule, 'zh-CN'));
    }),
  );
  return [...tables, ...pages].filter((file) => file !== undefined);
}

function fileOf(path: string, fill: (text: string) => string | undefined): GeneratedFile | undefined {
  const absolute = join(ROOT, path);
  if (!existsSync(absolute)) return undefined;
  const current = readFileSync(absolute, 'utf8');
  return { path, current, expected: fill(current) };
}
