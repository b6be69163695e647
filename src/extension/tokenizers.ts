import { Uri, workspace } from 'vscode';
import { decodeText, type ReadResult } from '../core/index.ts';
import {
  createTokenizers,
  type Encoding,
  type EncodingModule,
  type TokenizerFileModule,
  type TokenizerModules,
  type Tokenizers,
} from '../datasets/index.ts';

/** Loads tokenizers from their own files of the extension, which are not read before the first count. */
export function createExtensionTokenizers(extensionUri: Uri): Tokenizers {
  return createTokenizers(createModules(extensionUri), readChosen);
}

function createModules(extensionUri: Uri): TokenizerModules {
  return {
    encoding: (name: Encoding) => loadModule<EncodingModule>(extensionUri, name),
    tokenizerFile: () => loadModule<TokenizerFileModule>(extensionUri, 'tokenizerFile'),
  };
}

/**
 * Runs a module of the extension. VS Code in the browser gives an extension no way to require a second file, so it is read
 * and run here, as VS Code itself runs the first one.
 */
async function loadModule<Module>(extensionUri: Uri, name: string): Promise<Module> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'dist', 'tokens', `${name}.cjs`));
  const module: { exports: Partial<Module> } = { exports: {} };
  const run = new Function('module', 'exports', new TextDecoder().decode(bytes));
  run(module, module.exports);
  return module.exports as Module;
}

async function readChosen(uri: string): Promise<ReadResult> {
  try {
    const decoded = decodeText(await workspace.fs.readFile(Uri.parse(uri)));
    return decoded.ok ? { ok: true, text: decoded.text, version: '' } : decoded;
  } catch {
    return { ok: false, reason: 'not-found' };
  }
}
