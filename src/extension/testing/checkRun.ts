import {
  type CancellationToken,
  Location,
  type TestItem,
  TestMessage,
  type TestRun,
  type Uri,
  workspace,
} from 'vscode';
import type { Diagnostic } from '../../core/index.ts';
import { lint } from '../checker.ts';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';
import { childrenOf, type TestSelection } from './selection.ts';

/** Lints the selected documents. A shot or round with an error fails; warnings are written to the output. */
export async function runCheck(
  session: Session,
  run: TestRun,
  { files, includes }: TestSelection,
  token: CancellationToken,
): Promise<void> {
  const tests = files.flatMap((file) => withDescendants(file)).filter(includes);
  for (const test of tests) run.enqueued(test);
  for (const file of files) {
    if (token.isCancellationRequested) break;
    if (file.uri !== undefined) await checkFile(session, run, file, file.uri, includes, token);
  }
}

async function checkFile(
  session: Session,
  run: TestRun,
  file: TestItem,
  uri: Uri,
  includes: TestSelection['includes'],
  token: CancellationToken,
): Promise<void> {
  const tests = withDescendants(file).filter(includes);
  for (const test of tests) run.started(test);
  const { diagnostics } = await lint(session, uri, 'shots', { token });
  // A result that was cut off would be taken for a pass.
  if (token.isCancellationRequested) return;
  const failures = new Map<TestItem, TestMessage[]>();
  for (const finding of diagnostics) {
    const test = findTest(file, finding);
    if (finding.severity !== 'error') {
      if (includes(test)) run.appendOutput(outputLine(uri, finding), new Location(uri, toRange(finding.range)), test);
      continue;
    }
    failures.set(test, [...(failures.get(test) ?? []), toMessage(uri, finding)]);
  }
  for (const test of tests) {
    const messages = failures.get(test);
    if (messages === undefined) run.passed(test);
    else run.failed(test, messages);
  }
}

/** The innermost test at a finding. */
function findTest(item: TestItem, finding: Diagnostic): TestItem {
  const inner = childrenOf(item).find(({ range }) => range?.contains(toRange(finding.range).start));
  return inner === undefined ? item : findTest(inner, finding);
}

function toMessage(uri: Uri, { message, rule, range }: Diagnostic): TestMessage {
  const shown = new TestMessage(`${message} (${rule})`);
  shown.location = new Location(uri, toRange(range));
  return shown;
}

/** The output is a terminal, whose lines end with a carriage return too. */
function outputLine(uri: Uri, { message, rule, range, severity }: Diagnostic): string {
  const place = `${workspace.asRelativePath(uri)}:${range.start.line + 1}:${range.start.character + 1}`;
  return `${place}  ${severity}  ${message.replace(/\r?\n/g, '\r\n')} (${rule})\r\n`;
}

function withDescendants(item: TestItem): readonly TestItem[] {
  return [item, ...childrenOf(item).flatMap(withDescendants)];
}
