import { describeSide, type Language, type Range, renderMessage } from '../../core/index.ts';
import type { BranchCoverage, Coverage, Example, ParameterCoverage, ProcedureCoverage, ToolCoverage } from './model.ts';
import { getSteps } from './totals.ts';

/** One side, or one value, with how often it is covered. */
export interface CoveredBranch {
  readonly label: string;
  readonly range: Range;
  /** Shots that take it. */
  readonly count: number;
}

/** A step or a parameter with how often it is covered. */
export interface CoveredStatement {
  readonly range: Range;
  /** Rounds or calls that cover it. */
  readonly count: number;
  readonly branches: readonly CoveredBranch[];
}

/** A section or a tool with the number of its shots. */
export interface CoveredDeclaration {
  readonly name: string;
  readonly range: Range;
  /** Shots or calls that cover it. */
  readonly count: number;
}

/** The coverage of a file in the terms of coverage tools. */
export interface FileCoverage {
  readonly uri: string;
  readonly statements: readonly CoveredStatement[];
  readonly declarations: readonly CoveredDeclaration[];
  /** The shots that cover something of the file, each once. */
  readonly examples: readonly Example[];
}

/**
 * The coverage file by file: steps and parameters are statements, conditions and values of enumerations are branches,
 * sections and tools are declarations.
 */
export function toFileCoverage({ procedures, tools }: Coverage, language: Language): readonly FileCoverage[] {
  return [...procedures.map((procedure) => procedureFile(procedure, language)), ...toolFiles(tools)];
}

function procedureFile(procedure: ProcedureCoverage, language: Language): FileCoverage {
  const toBranch = (branch: BranchCoverage): CoveredBranch => ({
    label: renderMessage(describeSide(branch), language),
    range: branch.range,
    count: branch.examples.length,
  });
  const steps = getSteps(procedure).map(({ range, examples, branches }) => {
    return { range, count: examples.length, branches: branches.map(toBranch) };
  });
  const exits = procedure.exits.map((exit) => {
    return { range: exit.range, count: exit.examples.length, branches: [toBranch(exit)] };
  });
  const all = [...procedure.steps, ...procedure.exits].flatMap(({ examples }) => examples);
  return {
    uri: procedure.uri,
    statements: [...steps, ...exits],
    declarations: procedure.sections.map(({ name, range, shots }) => {
      return { name: name === '' ? procedure.title : name, range, count: shots };
    }),
    examples: firstOfShots(all),
  };
}

/** A parameter belongs to the file that declares it, and several tools can share it. */
function toolFiles(tools: readonly ToolCoverage[]): readonly FileCoverage[] {
  const uris = new Set(tools.flatMap(({ uri, parameters }) => [uri, ...parameters.map((parameter) => parameter.uri)]));
  return [...uris].map((uri) => {
    const own = tools.filter((tool) => tool.uri === uri);
    const parameters = tools.flatMap((tool) => tool.parameters.filter((parameter) => parameter.uri === uri));
    return {
      uri,
      statements: mergeParameters(parameters),
      declarations: own.map(({ name, range, examples }) => ({ name, range, count: examples.length })),
      examples: firstOfShots(own.flatMap(({ examples }) => examples)),
    };
  });
}

function mergeParameters(parameters: readonly ParameterCoverage[]): readonly CoveredStatement[] {
  const merged = new Map<string, CoveredStatement>();
  for (const { range, calls, values } of parameters) {
    const key = JSON.stringify(range);
    const before = merged.get(key);
    const branches = values.map(({ text, range: at, calls: count }, index) => {
      return { label: text, range: at, count: count + (before?.branches[index]?.count ?? 0) };
    });
    merged.set(key, { range, count: calls + (before?.count ?? 0), branches });
  }
  return [...merged.values()];
}

function firstOfShots(examples: readonly Example[]): readonly Example[] {
  const first = new Map<string, Example>();
  for (const example of examples) {
    const key = `${example.uri} ${example.shot}`;
    if (!first.has(key)) first.set(key, example);
  }
  return [...first.values()];
}
