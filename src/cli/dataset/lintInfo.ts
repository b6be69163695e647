import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import {
  decodeText,
  isObject,
  type JsonObject,
  type JsonValue,
  LineIndex,
  type LintResult,
  type Severity,
} from '../../core/index.ts';
import { checkDatasetInfo } from '../../datasets/index.ts';
import type { CliIo } from '../io.ts';
import { detectData } from './dataFile.ts';
import { readDataRows } from './dataRows.ts';
import { toDiagnostic } from './lintData.ts';

/** True for LLaMA-Factory's list of datasets, by its name. */
export function isDatasetInfo(path: string): boolean {
  return basename(path) === 'dataset_info.json';
}

/** Checks a list of datasets against the files beside it. */
export async function lintDatasetInfo(
  path: string,
  uri: string,
  rules: Readonly<Record<string, Severity | 'off'>>,
  io: CliIo,
): Promise<LintResult> {
  const decoded = decodeText(await readFile(path));
  const text = decoded.ok ? decoded.text.replace(/^\uFEFF/, '') : '';
  const lines = new LineIndex(text);
  const findings = await checkDatasetInfo(text, (file) => readFirstRow(resolve(dirname(path), file)));
  const diagnostics = findings.flatMap((finding) => {
    const severity = rules[finding.rule] ?? finding.severity;
    return severity === 'off'
      ? []
      : [toDiagnostic(finding, severity, { positionAt: (offset) => lines.positionAt(offset) }, io)];
  });
  return { uri, kind: 'tools', diagnostics, shots: 0, drafts: 0, calls: 0, targets: [] };
}

async function readFirstRow(path: string): Promise<JsonObject | 'missing' | undefined> {
  const shape = await detectData(path);
  try {
    for await (const [row] of readDataRows(path, shape ?? 'lines')) {
      if (row === undefined) continue;
      const value: JsonValue = JSON.parse(row.text);
      return isObject(value) ? value : undefined;
    }
    return undefined;
  } catch (error) {
    return error instanceof SyntaxError ? undefined : 'missing';
  }
}
