import { defineMessages } from '../../l10n/messages.ts';
import type { TreeProblem } from '../../parser/tree.ts';
import type { SchemaProblem } from '../../schemas/tool.ts';
import type { ToolsSubject } from '../../workspace/subjects.ts';
import type { ShotsLintSubject } from '../lintSubject.ts';
import type { Fix, Report, Reporter } from '../rule.ts';

const say = defineMessages({
  write: { en: 'Change to {value}', 'zh-CN': '更改为 {value}' },
});

/** Passes on what the parser found itself under a rule's name. */
export function reportTreeProblems({ document }: ShotsLintSubject, rule: TreeProblem['rule'], report: Reporter): void {
  for (const problem of document.problems) {
    if (problem.rule === rule) report({ range: problem, message: problem.message });
  }
}

/** Passes on what the loader of tool files found itself under a rule's name. */
export function reportSchemaProblems({ file }: ToolsSubject, rule: SchemaProblem['rule'], report: Reporter): void {
  for (const problem of file.problems) if (problem.rule === rule) report(schemaReport(problem));
}

function schemaReport(problem: SchemaProblem): Report {
  if (problem.fix === undefined) return { range: problem, message: problem.message };
  const { range, replacement } = problem.fix;
  const fix: Fix = { title: say('write', { value: replacement }), edits: [{ range, newText: replacement }] };
  return { range: problem, message: problem.message, fix };
}
