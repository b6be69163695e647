import type { FileCoverage, TestItem, TestMessage, TestRun } from 'vscode';

/** Keeps what a run is told, and tells it the real one. */
export function recordRun(run: TestRun) {
  const states = new Map<string, string>();
  const messages: TestMessage[] = [];
  const covered: FileCoverage[] = [];
  const output: string[] = [];
  const passed = (item: TestItem): void => {
    states.set(item.label, 'passed');
    run.passed(item);
  };
  const failed = (item: TestItem, found: TestMessage | readonly TestMessage[]): void => {
    states.set(item.label, 'failed');
    messages.push(...(Array.isArray(found) ? found : [found]));
    run.failed(item, found);
  };
  const errored = (item: TestItem, found: TestMessage | readonly TestMessage[]): void => {
    states.set(item.label, 'errored');
    messages.push(...(Array.isArray(found) ? found : [found]));
    run.errored(item, found);
  };
  const skipped = (item: TestItem): void => {
    states.set(item.label, 'skipped');
    run.skipped(item);
  };
  const appendOutput: TestRun['appendOutput'] = (text, ...more) => {
    output.push(text);
    run.appendOutput(text, ...more);
  };
  const addCoverage = (file: FileCoverage): void => {
    covered.push(file);
    run.addCoverage(file);
  };
  const methods = { passed, failed, errored, skipped, appendOutput, addCoverage };
  const recorded = new Proxy(run, {
    get: (target, key) => {
      if (Object.hasOwn(methods, key)) return Reflect.get(methods, key);
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { run: recorded, states, messages, covered, output };
}
