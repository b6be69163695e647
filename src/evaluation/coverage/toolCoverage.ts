import {
  allParameters,
  getToolNameRange,
  ITEMS,
  type JsonValue,
  type Parameter,
  schemaOf,
  type Tool,
} from '../../core/index.ts';
import { type DocumentCoverage, getParameterKey, getToolKey, type ToolUse } from './documentCoverage.ts';
import type { ParameterCoverage, ToolCoverage, ValueCoverage } from './model.ts';
import { toRange } from './procedureCoverage.ts';

/** Adds up what the documents of a workspace show of a tool. */
export function measureTool(tool: Tool, documents: readonly DocumentCoverage[]): ToolCoverage {
  const uses = documents.flatMap(({ uses: known }) => known.get(getToolKey(tool)) ?? []);
  return {
    uri: tool.file.uri,
    name: tool.name,
    range: toRange(tool.file.lines, getToolNameRange(tool)),
    documents: documents.filter(({ tools }) => tools.has(getToolKey(tool))).map(({ uri }) => uri),
    calls: sum(uses.map(({ calls }) => calls)),
    examples: uses.flatMap(({ examples }) => examples),
    parameters: allParameters(tool).flatMap((parameter) => measureParameter(parameter, uses)),
  };
}

/** The items of a list count only if an enumeration lists their values. */
function measureParameter(parameter: Parameter, uses: readonly ToolUse[]): readonly ParameterCoverage[] {
  const { tool, path, name, required, declared } = parameter;
  const key = getParameterKey(path);
  const own = uses.flatMap(({ parameters }) => parameters.get(key) ?? []);
  const values = enumOf(parameter).map(({ value, pointer }): ValueCoverage => {
    const json = JSON.stringify(value);
    const { ranges, source } = tool.file.parameterLocation(tool, pointer);
    return {
      value,
      text: typeof value === 'string' ? value : json,
      range: toRange(source.lines, ranges.value),
      calls: sum(own.map(({ values: counts }) => counts.get(json) ?? 0)),
    };
  });
  if (name === ITEMS && values.length === 0) return [];
  const { uri, ranges, source } = tool.file.parameterLocation(tool, declared[0]?.pointer ?? '');
  return [
    {
      name: toName(path),
      path,
      isRequired: required,
      uri,
      range: toRange(source.lines, ranges.key ?? ranges.value),
      calls: sum(own.map(({ calls }) => calls)),
      values,
    },
  ];
}

interface EnumValue {
  readonly value: JsonValue;
  /** JSON pointer below the tool's `parameters`. */
  readonly pointer: string;
}

/** The values of an enumeration that certainly applies; lists and objects among them are not distinguished. */
function enumOf(parameter: Parameter): readonly EnumValue[] {
  const allowed = schemaOf(parameter).enum;
  const holder = parameter.schemas.find(({ schema, certain }) => certain && schema.enum === allowed);
  if (!Array.isArray(allowed) || holder === undefined) return [];
  return allowed.flatMap((value: JsonValue, index) =>
    typeof value === 'object' ? [] : [{ value, pointer: `${holder.pointer}/enum/${index}` }],
  );
}

function toName(path: readonly string[]): string {
  return path.reduce((name, step) => (step === ITEMS ? `${name}[]` : name === '' ? step : `${name}.${step}`), '');
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
