import { readFileSync } from 'node:fs';
import { createLanguageService, type JsonObject } from '../../src/core/index.ts';
import {
  createExporter,
  type Exporter,
  type ExportRow,
  type ExportSettings,
  findTarget,
  getDefaultSettings,
} from '../../src/datasets/index.ts';
import { memoryHost, memoryUri } from '../support/memoryHost.ts';

/** A file of `test/fixtures/datasets`. */
export function readFixture(name: string): string {
  return readFileSync(new URL(`../fixtures/datasets/${name}`, import.meta.url), 'utf8');
}

/** What an export of some documents wrote. */
export interface Exported {
  readonly exporter: Exporter;
  readonly rows: readonly ExportRow[];
  /** The rows of chats, parsed. */
  readonly chats: readonly JsonObject[];
  readonly reacts: readonly JsonObject[];
  /** The reasons of shots that were left out, in their order. */
  readonly reasons: readonly string[];
}

/** The settings of a target with some of them changed. */
export function settingsOf(target: string, given: Partial<ExportSettings> = {}): ExportSettings {
  const found = findTarget(target);
  if (found === undefined) throw new Error(`${target} is not a target`);
  return { ...getDefaultSettings(found), ...given };
}

/** Exports every shots document among some files. */
export async function exportFiles(
  files: Readonly<Record<string, string>>,
  settings: ExportSettings,
): Promise<Exported> {
  const service = createLanguageService(memoryHost(files), { language: 'en' });
  const exporter = createExporter(settings);
  const rows: ExportRow[] = [];
  for (const name of Object.keys(files).filter((file) => file.endsWith('.shots.md'))) {
    const { diagnostics } = await service.lint(memoryUri(name));
    const context = await service.getContext(memoryUri(name));
    if (context === undefined) throw new Error(`${name} cannot be read`);
    rows.push(...exporter.add({ path: name, document: context.document, tools: context.tools, diagnostics }));
  }
  const parsed = (form: ExportRow['form']) =>
    rows.filter((row) => row.form === form).map(({ line }): JsonObject => JSON.parse(line));
  const reasons = exporter.leftOut.entries.map(({ reason }) => reason);
  return { exporter, rows, chats: parsed('chat'), reacts: parsed('react'), reasons };
}

/** Exports one document that uses the tools of `locks.tools.json`. */
export function exportText(text: string, settings: ExportSettings): Promise<Exported> {
  return exportFiles({ 'a.shots.md': text, 'locks.tools.json': readFixture('locks.tools.json') }, settings);
}

/** Exports `locks.shots.md`. */
export function exportLocks(settings: ExportSettings): Promise<Exported> {
  return exportText(readFixture('locks.shots.md'), settings);
}

/** The objects of a list in a row; an empty list if there is none. */
export function listOf(row: JsonObject | undefined, key: string): readonly JsonObject[] {
  const list = row?.[key];
  return Array.isArray(list) ? (list as readonly JsonObject[]) : [];
}
