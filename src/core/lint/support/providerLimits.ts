import {
  type LimitFinding,
  PROVIDER_LIMITS,
  type ProviderId,
  type ProviderLimit,
} from '../../schemas/providers/index.ts';
import type { Tool } from '../../schemas/tool.ts';
import type { TextRange } from '../../text/range.ts';
import type { ShotsSubject, ToolsSubject } from '../../workspace/subjects.ts';
import type { Fix, Report, Reporter } from '../rule.ts';
import { getToolNameRange } from './toolRanges.ts';

/** Tools, the providers they are for, and the file that findings are reported in. */
export interface TargetedTools {
  readonly uri: string;
  readonly tools: readonly Tool[];
  readonly targets: readonly ProviderId[];
}

/** The tools of a tool file. */
export function getFileTools({ uri, file, targets }: ToolsSubject): TargetedTools {
  return { uri, tools: file.tools, targets };
}

/** The tools that a shots document defines itself; of those with the same name, the first. */
export function getInlineTools({ uri, tools, targets }: ShotsSubject): TargetedTools {
  return { uri, tools: tools.tools.filter(({ file }) => file.uri === uri), targets };
}

/** What a schema would need to satisfy a limit. */
export type LimitEdit = NonNullable<LimitFinding['edit']>;

/** Reports what the providers that tools are for do not accept, as far as it is said under one rule's name. */
export function reportLimits(
  { uri, tools, targets }: TargetedTools,
  rule: ProviderLimit['rule'],
  report: Reporter,
  toFixes: (tool: Tool, pointer: string, edit: LimitEdit) => readonly Fix[] = () => [],
): void {
  for (const limit of PROVIDER_LIMITS) {
    if (limit.rule !== rule || !targets.includes(limit.provider)) continue;
    // Tools that share a definition share what is wrong in it.
    const reported = new Set<string>();
    for (const { tool, pointer, message, edit } of limit.check(tools)) {
      if (pointer === undefined) {
        report(withSeverity({ range: getToolNameRange(tool), message }, limit));
        continue;
      }
      const { uri: where, ranges } = tool.file.parameterLocation(tool, pointer);
      // What a `$ref` brings in from another file is that file's finding.
      if (where !== uri) continue;
      const range = shorten(ranges);
      const key = `${range.start} ${JSON.stringify(message)}`;
      if (reported.has(key)) continue;
      reported.add(key);
      const suggestions = edit === undefined ? [] : toFixes(tool, pointer, edit);
      report(withSeverity({ range, message, suggestions }, limit));
    }
  }
}

function withSeverity(report: Report, { severity }: ProviderLimit): Report {
  return severity === undefined ? report : { ...report, maxSeverity: severity };
}

/** A key, or the first character of a schema without one: a whole schema is too much to underline. */
function shorten({ key, value }: { readonly key: TextRange | undefined; readonly value: TextRange }): TextRange {
  return key ?? { start: value.start, end: Math.min(value.end, value.start + 1) };
}
