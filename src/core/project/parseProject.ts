import { readPaths, readToolEntries } from '../model/pathEntries.ts';
import { isProviderId } from '../schemas/providers/index.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { isList, isObject, member } from '../text/json.ts';
import { getStrings } from '../text/jsonPointer.ts';
import { readSource, type SourceDocument } from '../text/source/sourceDocument.ts';
import type { Project, ProjectStyle, RuleSetting } from './project.ts';
import { projectProblems } from './projectProblems.ts';
import { projectSchema, type RuleSchemaSource } from './projectSchema.ts';

/** The project of a workspace without a project file: everything is default. */
export const DEFAULT_PROJECT: Project = {
  uri: undefined,
  tools: [],
  sop: [],
  labels: {},
  finish: [],
  openapi: { in: [], ignoreParameters: [] },
  names: {},
  targets: [],
  style: { labels: 'keep', colon: 'keep', bold: 'keep', roundSeparator: 'keep' },
  rules: {},
  generation: {},
  privacy: {},
  export: {},
  problems: [],
};

const schemas = new WeakMap<readonly RuleSchemaSource[], JsonObject>();
let openSchema: JsonObject | undefined;

/**
 * Reads a project file, YAML or JSON. What is wrong becomes problems and its default is used instead. `rules` are
 * the rules the file may set; without them every rule id is accepted.
 */
export function parseProject(uri: string, text: string, rules?: readonly RuleSchemaSource[]): Project {
  const source = readSource(uri, text);
  const values = isObject(source.value) ? source.value : {};
  const ignore = (): void => {};
  const openapi = objectAt(values, 'openapi');
  return {
    uri,
    tools: readToolEntries(source, '/tools', values.tools, ignore),
    sop: readPaths(source, '/sop', values.sop, ignore),
    labels: textsByRole(objectAt(values, 'labels')),
    finish: texts(values.finish),
    openapi: {
      in: texts(openapi.in).filter((place) => place === 'header' || place === 'cookie'),
      ignoreParameters: texts(openapi.ignoreParameters),
    },
    names: textEntries(objectAt(values, 'names')),
    targets: texts(values.targets).filter(isProviderId),
    style: styleOf(objectAt(values, 'style')),
    rules: ruleSettings(objectAt(values, 'rules')),
    generation: objectAt(values, 'generation'),
    privacy: objectAt(values, 'privacy'),
    export: objectAt(values, 'export'),
    problems: [...textProblems(source), ...projectProblems(source, schemaFor(rules))],
  };
}

function schemaFor(rules: readonly RuleSchemaSource[] | undefined): JsonObject {
  const known = rules === undefined ? openSchema : schemas.get(rules);
  if (known !== undefined) return known;
  const schema = projectSchema(rules);
  if (rules === undefined) openSchema = schema;
  else schemas.set(rules, schema);
  return schema;
}

function textProblems(source: SourceDocument): Project['problems'] {
  return source.problems.map(({ start, end, message }) => ({ start, end, message }));
}

function objectAt(values: JsonObject, key: string): JsonObject {
  const value = member(values, key);
  return isObject(value) ? value : {};
}

function texts(value: JsonValue | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : getStrings(value);
}

function textEntries(values: JsonObject): Readonly<Record<string, string>> {
  const entries = Object.entries(values).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : []));
  return Object.fromEntries(entries);
}

function textsByRole(values: JsonObject): Project['labels'] {
  return Object.fromEntries(Object.entries(values).map(([role, words]) => [role, texts(words)]));
}

function styleOf(style: JsonObject): ProjectStyle {
  const labels = style.labels;
  const shots = choice(style.shots, ['react', 'plan-and-solve', 'function-calling']);
  return {
    labels: isObject(labels) ? textEntries(labels) : (choice(labels, ['keep', 'en', 'zh-CN']) ?? 'keep'),
    colon: choice(style.colon, ['keep', ':', '：']) ?? 'keep',
    bold: choice(style.bold, ['keep', 'none', 'word', 'word-and-colon']) ?? 'keep',
    roundSeparator: choice(style.roundSeparator, ['keep', 'none', 'blank', '---', '***']) ?? 'keep',
    ...(shots === undefined ? {} : { shots }),
  };
}

function choice<const Choice extends string>(
  value: JsonValue | undefined,
  among: readonly Choice[],
): Choice | undefined {
  return among.find((candidate) => candidate === value);
}

function ruleSettings(rules: JsonObject): Readonly<Record<string, RuleSetting>> {
  const entries = Object.entries(rules).map(([id, value]): [string, RuleSetting] => {
    if (!isObject(value) || isList(value)) return [id, { severity: severityOf(value), options: {} }];
    const { severity, ...options } = value;
    return [id, { severity: severityOf(severity), options }];
  });
  return Object.fromEntries(entries);
}

function severityOf(value: JsonValue | undefined): RuleSetting['severity'] {
  // YAML 1.1 editors write `off` as false.
  return value === false ? 'off' : choice(value, ['off', 'hint', 'info', 'warning', 'error']);
}
