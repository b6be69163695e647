import assert from 'node:assert/strict';
import {
  commands,
  type Diagnostic,
  languages,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';

/** How often a condition is looked at again, and how long at most, in milliseconds. */
const POLL_INTERVAL = 50;
const TIMEOUT = 20_000;

/** Resolves with the first answer that is not undefined; fails with what was waited for. */
export async function eventually<Value>(
  what: string | (() => string),
  look: () => Value | undefined | Promise<Value | undefined>,
): Promise<Value> {
  const deadline = Date.now() + TIMEOUT;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    if (Date.now() > deadline) assert.fail(`waited in vain for ${typeof what === 'string' ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL));
  }
}

/** The place of a file in the folder that is open. */
export function fileUri(path: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return Uri.joinPath(folder.uri, path);
}

export async function writeFile(path: string, text: string): Promise<Uri> {
  await workspace.fs.writeFile(fileUri(path), new TextEncoder().encode(text));
  return fileUri(path);
}

/** How long VS Code may take to read a changed file again, in milliseconds. */
const READ_AGAIN = 3000;

export async function openFile(path: string, text: string): Promise<TextEditor> {
  const document = await workspace.openTextDocument(await writeFile(path, text));
  // A document that VS Code still holds is read again a moment after its file has changed, unless it has edits.
  for (let waited = 0; waited < READ_AGAIN && withoutBreaks(document.getText()) !== withoutBreaks(text); ) {
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL));
    waited += POLL_INTERVAL;
  }
  return window.showTextDocument(document);
}

/** The characters that VS Code neither changes nor takes away when it opens a file. */
function withoutBreaks(text: string): string {
  return text.replace(/^\ufeff|\r|\n/g, '');
}

/** Our findings of a document: rule and message's place, in order. */
export function findings(uri: Uri): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'sop-shots');
}

export function getRule({ code }: Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** Resolves when a document has exactly these findings, by rule. */
export async function expectRules(uri: Uri, ...rules: readonly string[]): Promise<readonly Diagnostic[]> {
  const expected = [...rules].sort().join();
  const now = (): string => findings(uri).map(getRule).sort().join();
  return eventually(
    () => `findings [${expected}] of ${uri.path}, which has [${now()}]`,
    () => (now() === expected ? findings(uri) : undefined),
  );
}

/** Replaces the first occurrence of a text, as an edit of the document. */
export async function replace(document: TextDocument, before: string, after: string): Promise<void> {
  const at = document.getText().indexOf(before);
  assert.notEqual(at, -1, `${before} does not occur`);
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, new Range(document.positionAt(at), document.positionAt(at + before.length)), after);
  assert.ok(await workspace.applyEdit(edit));
}

/** Puts the cursor after the first occurrence of a text. */
export function putCursorAfter(editor: TextEditor, text: string): void {
  const at = editor.document.getText().indexOf(text);
  assert.notEqual(at, -1, `${text} does not occur`);
  const place = editor.document.positionAt(at + text.length);
  editor.selection = new Selection(place, place);
}

const changedSettings = new Set<string>();

/** Sets a setting of the workspace until the test ends. */
export async function setSetting(name: string, value: unknown): Promise<void> {
  changedSettings.add(name);
  await workspace.getConfiguration().update(name, value, false);
}

/** Closes every editor, throwing away what is not saved: a dialog that asks about it would be refused. */
export async function closeAll(): Promise<void> {
  await eventually('all editors to close', async () => {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    const open = window.tabGroups.all.flatMap(({ tabs }) => tabs);
    return open.length === 0 && window.activeTextEditor === undefined ? true : undefined;
  });
}

/** For after each test: what it opened is closed, and its settings are as they were. */
export async function cleanUp(): Promise<void> {
  for (const name of changedSettings) await setSetting(name, undefined);
  changedSettings.clear();
  await closeAll();
}

/** A tool file in OpenAI's bare form; `Find` takes a string and a whole number. */
export const tools = JSON.stringify(
  [
    {
      name: 'Find',
      description: 'Finds a solution.',
      parameters: {
        type: 'object',
        properties: {
          error: { type: 'string', description: 'The fault.' },
          top_k: { type: 'integer', description: 'How many.' },
        },
        required: ['error'],
        additionalProperties: false,
      },
    },
  ],
  null,
  2,
);

/** A clean shot that calls `Find` with these arguments. */
export function shot(args: string, frontMatter = 'tools: ./test.tools.json'): string {
  return `---\n${frontMatter}\n---\n\n**User**: It jams.\n**Think**: Look it up.\n**Action**: Find(${args})\n`;
}
