import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CompletionList, commands, extensions } from 'vscode';
import { cleanUp, expectRules, openFile, putCursorAfter, tools, writeFile } from '../support/editing.ts';

interface Contribution {
  readonly language: string;
  readonly path: string;
}

const extension = extensions.getExtension('sop-shots.sop-shots');
const contributions: readonly Contribution[] = extension?.packageJSON.contributes.snippets ?? [];
const endings: Readonly<Record<string, string>> = { 'sop-shots': 'shots.md', sop: 'sop.md', json: 'tools.json' };

/** The text that must come before a snippet. */
function above(name: string): string {
  if (name === 'Round') return '**User**: My printer jams.\n\n';
  return name === '一轮' ? '**用户**：打印机卡纸\n\n' : '';
}

describe('snippets', () => {
  before(() => writeFile('snippets/search.tools.json', tools.replace('"Find"', '"SearchSolution"')));
  afterEach(cleanUp);

  assert.ok(contributions.length > 0);
  for (const { language, path } of contributions) {
    const file = join(extension?.extensionPath ?? '', path);
    const names = Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
    for (const [index, name] of names.entries()) {
      it(`${name} expands`, async () => {
        const before = `${language === 'sop-shots' ? '---\ntools: ./search.tools.json\n---\n\n' : ''}${above(name)}`;
        const editor = await openFile(`snippets/${language}-${index}.${endings[language]}`, before);
        if (before !== '') putCursorAfter(editor, before);
        await commands.executeCommand('editor.action.insertSnippet', { langId: language, name });
        const text = editor.document.getText();
        assert.ok(text.length > before.length + 10, text);
        assert.doesNotMatch(text, /\$\{?\d/);
        assert.equal(editor.selection.isEmpty, false, 'the first place is selected');
        await commands.executeCommand('leaveSnippet');
        if (language === 'sop-shots') await expectRules(editor.document.uri);
      });
    }
  }

  for (const prefix of ['shot', '示例', 'jihua']) {
    it(`are offered for “${prefix}”`, async () => {
      const { document } = await openFile(`snippets/${prefix}.shots.md`, prefix);
      const list = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(prefix.length),
      );
      const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(labels.includes(prefix), labels.join());
    });
  }
});
