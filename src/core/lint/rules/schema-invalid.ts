import { defineMessages } from '../../l10n/messages.ts';
import { getShape } from '../../schemas/objectShape.ts';
import type { ToolSchema, VisitedSchema } from '../../schemas/schemaWalk.ts';
import { findNearest } from '../../similarity/nearest.ts';
import { appendPointer, getStrings, toPointerSteps } from '../../text/jsonPointer.ts';
import { defineRule, type Report } from '../rule.ts';
import { reportSchemaProblems } from '../support/problems.ts';
import { reportInSchemas } from '../support/schemaReports.ts';

const say = defineMessages({
  undeclared: {
    en: '`required` names `{name}`, which is not in `properties`. Calls are not asked for it.',
    'zh-CN': '`required` 中的 `{name}` 不在 `properties` 中，因此不要求调用提供它。',
  },
  rename: { en: 'Change to `{meant}`', 'zh-CN': '改为 `{meant}`' },
});

export const schemaInvalid = defineRule({
  id: 'schema-invalid',
  group: 'schemas',
  summary: {
    en: 'Tool files must be readable and contain valid schemas.',
    'zh-CN': '工具文件必须可读，其中的工具定义（schema）必须有效。',
  },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  check: {
    *tools(subject, _options, report) {
      reportSchemaProblems(subject, 'schema-invalid', report);
      yield* reportInSchemas(subject.file, (schema) => undeclaredNames(schema, subject.uri), report);
    },
  },
});

/** JSON Schema allows these names, but no argument of the tool can have them. */
function* undeclaredNames({ tool, ...visited }: ToolSchema, uri: string): Generator<Report> {
  const required = getStrings(visited.schema.required);
  if (required.length === 0 || isPartOfObject(visited)) return;
  const { properties, othersAllowed } = getShape(visited.schema, tool.parameters);
  if (properties.size === 0 || (othersAllowed && visited.pointer !== '')) return;
  const declared = [...properties.keys()];
  for (const [index, name] of required.entries()) {
    if (properties.has(name)) continue;
    const found = tool.file.parameterLocation(tool, appendPointer(visited.pointer, 'required', index));
    const range = found.ranges.value;
    const written = found.source.text.slice(range.start, range.end);
    if (found.uri !== uri || !written.includes(name)) continue;
    const suggestions = findNearest(name, declared).map((meant) => {
      return { title: say('rename', { meant }), edits: [{ range, newText: written.replace(name, () => meant) }] };
    });
    yield { range, message: say('undeclared', { name }), maxSeverity: 'warning', suggestions };
  }
}

const PART_KEYWORDS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else']);

/** A branch, condition or definition may ask for what the object around it declares. */
function isPartOfObject({ pointer }: VisitedSchema): boolean {
  const steps = toPointerSteps(pointer);
  if (steps.length === 2 && steps[0] === '$defs') return true;
  const own = steps.slice(steps.lastIndexOf('properties') + 2);
  return own.some((step) => PART_KEYWORDS.has(step)) || steps.includes('dependentSchemas');
}
