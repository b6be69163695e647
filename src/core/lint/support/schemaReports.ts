import { type ToolSchema, walkToolSchemas } from '../../schemas/schemaWalk.ts';
import type { ToolFile } from '../../schemas/tool.ts';
import type { Steps } from '../../text/timeSlices.ts';
import type { Report, Reporter } from '../rule.ts';

/** How many schemas are looked into in one step. */
const STEP_SCHEMAS = 500;

/** Reports what is wrong in each schema of a file, every location once: copies of a definition have its mistakes, too. */
export function* reportInSchemas(
  file: ToolFile,
  check: (schema: ToolSchema) => Iterable<Report>,
  report: Reporter,
): Steps<void> {
  const reported = new Set<number>();
  let visited = 0;
  for (const schema of walkToolSchemas(file.tools)) {
    if (++visited % STEP_SCHEMAS === 0) yield;
    for (const finding of check(schema)) {
      if (!reported.has(finding.range.start)) report(finding);
      reported.add(finding.range.start);
    }
  }
}
