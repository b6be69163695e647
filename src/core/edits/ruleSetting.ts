import { applyEdits, modify } from 'jsonc-parser';
import { isMap, parseDocument } from 'yaml';
import type { Severity } from '../project/severity.ts';

/**
 * A project file's text with the severity of one rule set; its comments and other keys stay. Options that the rule
 * has there are kept. Undefined if the text cannot be read, as nothing may be lost from it.
 */
export function withRuleSeverity(
  text: string,
  rule: string,
  severity: Severity | 'off',
  format: 'yaml' | 'json' = 'yaml',
): string | undefined {
  return format === 'json' ? inJson(text, rule, severity) : inYaml(text, rule, severity);
}

function inYaml(text: string, rule: string, severity: Severity | 'off'): string | undefined {
  const document = parseDocument(text, { keepSourceTokens: false, logLevel: 'silent', prettyErrors: false });
  const { contents } = document;
  if (document.errors.length > 0 || (contents !== null && !isMap(contents))) return undefined;
  const rules = document.get('rules');
  if (rules !== undefined && rules !== null && !isMap(rules)) return undefined;
  if (!isMap(rules)) document.set('rules', document.createNode({}));
  const path = ['rules', rule];
  document.setIn(isMap(document.getIn(path)) ? [...path, 'severity'] : path, severity);
  return document.toString({ lineWidth: 0 });
}

function inJson(text: string, rule: string, severity: Severity | 'off'): string | undefined {
  const source = text.trim() === '' ? '{}' : text;
  const formattingOptions = { insertSpaces: true, tabSize: 2 };
  try {
    const parsed: unknown = JSON.parse(source);
    const setting = (parsed as { rules?: Record<string, unknown> }).rules?.[rule];
    const path = ['rules', rule, ...(typeof setting === 'object' ? ['severity'] : [])];
    return applyEdits(source, modify(source, path, severity, { formattingOptions }));
  } catch {
    return undefined;
  }
}
