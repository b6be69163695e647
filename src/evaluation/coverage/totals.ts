import type { BranchCoverage, Coverage, ProcedureCoverage, ToolCoverage } from './model.ts';

/** How many of some things are covered. */
export interface Share {
  /** How many of them some shot covers. */
  readonly covered: number;
  /** How many there are. */
  readonly total: number;
}

/** What is counted. The order is that of reports. */
export const COUNTED = ['steps', 'branches', 'tools', 'parameters', 'values'] as const;
/** A kind of thing that is counted. */
export type Counted = (typeof COUNTED)[number];

/** What is covered, by kind. */
export type Totals = Readonly<Record<Counted, Share>>;

/** The totals of all procedures and tools. */
export function getTotals({ procedures, tools }: Coverage): Totals {
  const parameters = tools.flatMap((tool) => tool.parameters);
  return {
    steps: shareOf(procedures.flatMap(getSteps), ({ examples }) => examples.length),
    branches: shareOf(procedures.flatMap(getBranches), ({ examples }) => examples.length),
    tools: shareOf(tools, ({ calls }) => calls),
    parameters: shareOf(parameters, ({ calls }) => calls),
    values: shareOf(
      parameters.flatMap(({ values }) => values),
      ({ calls }) => calls,
    ),
  };
}

/** Steps, branches, tools, parameters and values together. */
export function getWholeShare(totals: Totals): Share {
  const shares = COUNTED.map((name) => totals[name]);
  return {
    covered: shares.reduce((sum, { covered }) => sum + covered, 0),
    total: shares.reduce((sum, { total }) => sum + total, 0),
  };
}

/** The percentage, rounded down so that 100 means everything. */
export function getPercent({ covered, total }: Share): number {
  return total === 0 ? 100 : Math.floor((covered * 1000) / total) / 10;
}

/** The steps that rounds can carry out. */
export function getSteps({ steps }: ProcedureCoverage): ProcedureCoverage['steps'] {
  return steps.filter(({ isCounted }) => isCounted);
}

/** The branches of all steps, and the exits. */
export function getBranches({ steps, exits }: ProcedureCoverage): readonly BranchCoverage[] {
  return [...steps.flatMap(({ branches }) => branches), ...exits];
}

/** The parameters that no call gives. Those of a tool that is never called, and of such a parameter, are left out. */
export function getMissingParameters({ calls, parameters }: ToolCoverage): ToolCoverage['parameters'] {
  const missing = calls === 0 ? [] : parameters.filter((parameter) => parameter.calls === 0);
  return missing.filter(({ name }) => !missing.some((other) => name !== other.name && isBelow(name, other.name)));
}

function isBelow(name: string, parent: string): boolean {
  return name.startsWith(`${parent}.`) || name.startsWith(`${parent}[]`);
}

/** The parameters that some call gives, of which some values never occur. */
export function getMissingValues(tool: ToolCoverage): ToolCoverage['parameters'] {
  return tool.parameters.flatMap((parameter) => {
    const values = parameter.values.filter(({ calls }) => calls === 0);
    return parameter.calls === 0 || values.length === 0 ? [] : [{ ...parameter, values }];
  });
}

function shareOf<Item>(items: readonly Item[], countOf: (item: Item) => number): Share {
  return { covered: items.filter((item) => countOf(item) > 0).length, total: items.length };
}
