import { Uri, workspace } from 'vscode';
import { decodeText, type ReadResult } from '../../core/index.ts';
import {
  type Encoding,
  type EncodingModule,
  type LoadedCounter,
  loadTokenCounter,
  type TokenizerFileModule,
  type TokenizerModules,
} from '../../datasets/index.ts';

/** Counters of encodings and tokenizer files; each is loaded once. */
export interface Tokenizers {
  load(choice: string): Promise<LoadedCounter>;
}

/** Loads tokenizers from their own files of the extension, which are not read before the first count. */
export function createTokenizers(extensionUri: Uri): Tokenizers {
  const modules = createModules(extensionUri);
  const loaded = new Map<string, Promise<LoadedCounter>>();
  return {
    load: (choice) => {
      const counter = loaded.get(choice) ?? loadTokenCounter(choice, modules, readChosen);
      loaded.set(choice, counter);
      // A file that could not be used may have been replaced when it is chosen again.
      const drop = () => void loaded.delete(choice);
      void counter.then(({ ok }) => (ok ? undefined : drop()), drop);
      return counter;
    },
  };
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
