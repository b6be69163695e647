import { describeSide, type Range, renderMessage } from '../../../core/index.ts';
import type { BranchCoverage, Example, ParameterCoverage } from '../model.ts';
import { COUNTED, getPercent, getSteps, getTotals, getWholeShare, type Share } from '../totals.ts';
import type { ReportInput } from './report.ts';

/** Everything as data. Lines, columns and shots are counted from one. */
export function jsonReport({ coverage, language, pathOf }: ReportInput): string {
  const totals = getTotals(coverage);
  const toExample = ({ uri, shot, range }: Example) => ({ path: pathOf(uri), shot: shot + 1, ...start(range) });
  const toBranch = (branch: BranchCoverage) => ({
    kind: branch.kind,
    label: renderMessage(describeSide(branch), language),
    condition: branch.condition,
    ...start(branch.range),
    examples: branch.examples.map(toExample),
  });
  const data = {
    totals: {
      ...Object.fromEntries(COUNTED.map((name) => [name, withPercent(totals[name])])),
      all: withPercent(getWholeShare(totals)),
    },
    procedures: coverage.procedures.map((procedure) => ({
      path: pathOf(procedure.uri),
      title: procedure.title,
      sections: procedure.sections.map(({ name, range, shots }) => ({ name, ...start(range), shots })),
      steps: getSteps(procedure).map(({ number, text, range, examples, branches }) => ({
        number,
        text,
        ...start(range),
        examples: examples.map(toExample),
        branches: branches.map(toBranch),
      })),
      exits: procedure.exits.map(toBranch),
    })),
    tools: coverage.tools.map(({ uri, name, range, calls, examples, parameters }) => ({
      path: pathOf(uri),
      name,
      ...start(range),
      calls,
      examples: examples.map(toExample),
      parameters: parameters.map(toParameter),
    })),
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

function toParameter({ name, isRequired, range, calls, values }: ParameterCoverage) {
  const shown = values.map(({ text, calls: count }) => ({ value: text, calls: count }));
  return { name, required: isRequired, ...start(range), calls, ...(shown.length === 0 ? {} : { values: shown }) };
}

function withPercent(share: Share) {
  return { ...share, percent: getPercent(share) };
}

function start({ start: { line, character } }: Range) {
  return { line: line + 1, column: character + 1 };
}
