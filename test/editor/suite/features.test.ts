import assert from 'node:assert/strict';
import {
  type CodeAction,
  type CodeLens,
  type CompletionList,
  commands,
  type DocumentLink,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type InlayHint,
  type Location,
  type LocationLink,
  Range,
  type SelectionRange,
  type SemanticTokens,
  type SignatureHelp,
  type SymbolInformation,
  type TextDocument,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode';
import {
  cleanUp,
  eventually,
  expectRules,
  fileUri,
  openFile,
  setSetting,
  shot,
  tools,
  writeFile,
} from '../support/editing.ts';

const rounds = '**Observation**: Found.\n\n**Think**: Again.\n**Action**: Find("ink", 2)\n**Observation**: Done.\n';
const text = `${shot('error = "jam", top_k = 3', 'tools: ./features.tools.json')}${rounds}`;

/** Asks one of VS Code's own commands about the first place of a text. */
function ask<Answer>(command: string, document: TextDocument, words: string, ...more: readonly unknown[]) {
  const at = document.getText().indexOf(words);
  assert.notEqual(at, -1, `${words} does not occur`);
  return commands.executeCommand<Answer>(`vscode.${command}`, document.uri, document.positionAt(at), ...more);
}

function of<Answer>(command: string, document: TextDocument, ...more: readonly unknown[]) {
  return commands.executeCommand<Answer>(`vscode.${command}`, document.uri, ...more);
}

function wholeOf(document: TextDocument): Range {
  return new Range(0, 0, document.lineCount, 0);
}

describe('language features', () => {
  let document: TextDocument;
  before(() => writeFile('features.tools.json', tools));
  beforeEach(async () => {
    document = (await openFile('features.shots.md', text)).document;
    await expectRules(document.uri, 'positional-argument', 'positional-argument');
  });
  afterEach(cleanUp);

  it('complete a parameter', async () => {
    const { items } = await ask<CompletionList>('executeCompletionItemProvider', document, 'top_k');
    assert.ok(items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'top_k'));
  });

  it('describe the tool under the pointer', async () => {
    const [hover] = await ask<Hover[]>('executeHoverProvider', document, 'Find(');
    const [content] = hover?.contents ?? [];
    assert.match(typeof content === 'string' ? content : (content?.value ?? ''), /Finds a solution/);
  });

  it('show the signature in a call', async () => {
    const help = await ask<SignatureHelp>('executeSignatureHelpProvider', document, '3)');
    assert.match(help.signatures[0]?.label ?? '', /^Find\(/);
    assert.equal(help.activeParameter, 1);
  });

  it('lead to the schema, and back to every call', async () => {
    const [place] = await ask<(Location | LocationLink)[]>('executeDefinitionProvider', document, 'Find(');
    assert.ok(place);
    assert.match(('uri' in place ? place.uri : place.targetUri).path, /features\.tools\.json$/);
    const references = await ask<Location[]>('executeReferenceProvider', document, 'Find(');
    assert.equal(references.filter(({ uri }) => uri.path === document.uri.path).length, 2);
  });

  it('rename a tool in schema and calls', async () => {
    const edit = await ask<WorkspaceEdit>('executeDocumentRenameProvider', document, 'Find(', 'Search');
    assert.equal(edit.get(document.uri).length, 2);
    assert.equal(edit.get(fileUri('features.tools.json')).length, 1);
  });

  it('outline documents and workspace', async () => {
    const symbols = await of<DocumentSymbol[]>('executeDocumentSymbolProvider', document);
    assert.ok(symbols.some(({ children }) => children.length > 0));
    // VS Code reports a new file some time after it was written; until then the list of tool files is the old one.
    await eventually('the tool of the new file', async () => {
      const found = await commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', 'Find');
      return found.find(({ location }) => /features\.tools\.json$/.test(location.uri.path));
    });
  });

  it('fold rounds and widen the selection', async () => {
    const ranges = await of<FoldingRange[]>('executeFoldingRangeProvider', document);
    assert.ok(ranges.some(({ start }) => start === 0));
    const at = document.positionAt(text.indexOf('"jam"') + 1);
    const [selection] = await of<SelectionRange[]>('executeSelectionRangeProvider', document, [at]);
    assert.ok(selection?.parent?.range.contains(selection.range));
  });

  it('link the paths of the front matter', async () => {
    const links = await of<DocumentLink[]>('executeLinkProvider', document, 10);
    assert.deepEqual(
      links.map(({ range }) => document.getText(range)),
      ['./features.tools.json'],
    );
  });

  it('color what only the model knows', async () => {
    const { data } = await of<SemanticTokens>('provideDocumentSemanticTokens', document);
    assert.ok(data.length > 0 && data.length % 5 === 0);
  });

  it('count examples above a tool', async () => {
    const schema = (await openFile('features.tools.json', tools)).document;
    const lenses = await of<CodeLens[]>('executeCodeLensProvider', schema, 10);
    assert.ok(lenses.some(({ command }) => /\b\d+ shots?|no shots/.test(command?.title ?? '')));
  });

  it('name positional arguments where that is set', async () => {
    assert.deepEqual(await of<InlayHint[]>('executeInlayHintProvider', document, wholeOf(document)), []);
    await setSetting('sopShots.inlayHints.parameterNames', true);
    const hints = await of<InlayHint[]>('executeInlayHintProvider', document, wholeOf(document));
    assert.equal(hints.length, 2);
  });

  it('lay out calls', async () => {
    const loose = await openFile('loose.shots.md', text.replace('error = "jam", ', 'error = "jam"  ,'));
    const edits = await of<TextEdit[]>('executeFormatDocumentProvider', loose.document, { tabSize: 2 });
    assert.ok(edits.length > 0);
  });

  it('offer to rewrite a call', async () => {
    const at = document.positionAt(text.indexOf('Find("ink"'));
    const actions = await of<CodeAction[]>('executeCodeActionProvider', document, new Range(at, at));
    const titles = actions.map(({ title }) => title);
    assert.ok(titles.includes('Use parameter names'), titles.join());
    assert.ok(titles.includes('Start a new shot with this round'), titles.join());
  });
});
