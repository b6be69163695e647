import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

/** A piece of a line with the scopes above it, the grammar's own root left out. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

const paths: Readonly<Record<string, string>> = {
  'text.sop-shots': 'syntaxes/sop-shots.tmLanguage.json',
  'text.sop': 'syntaxes/sop.tmLanguage.json',
  'markdown.sop-shots.codeblock': 'syntaxes/shots-fence.tmLanguage.json',
};

/** Grammars that are part of VS Code; empty substitutes, so that ours have something to embed and to be injected into. */
const foreign: readonly string[] = ['text.html.markdown', 'source.json', 'source.yaml'];

let registry: textmate.Registry | undefined;

/** Tokenizes a text as VS Code does, line by line. Embedded JSON and YAML stay single tokens. */
export async function tokenize(text: string, scopeName = 'text.sop-shots'): Promise<readonly (readonly Token[])[]> {
  registry ??= createRegistry();
  const grammar = await registry.loadGrammar(scopeName);
  if (grammar === null) throw new Error(`no grammar ${scopeName}`);
  let state = textmate.INITIAL;
  return text.split(/\r?\n/).map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map((token) => ({
      text: line.slice(token.startIndex, token.endIndex),
      scopes: token.scopes.slice(1),
    }));
  });
}

function createRegistry(): textmate.Registry {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  const onigLib = oniguruma.loadWASM(wasm).then(() => ({
    createOnigScanner: oniguruma.createOnigScanner,
    createOnigString: oniguruma.createOnigString,
  }));
  return new textmate.Registry({
    onigLib,
    loadGrammar: async (scope) => {
      if (foreign.includes(scope)) {
        return textmate.parseRawGrammar(JSON.stringify({ scopeName: scope, patterns: [] }), 'foreign.json');
      }
      const path = paths[scope];
      if (path === undefined) return null;
      const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
      return textmate.parseRawGrammar(readFileSync(file, 'utf8'), file);
    },
    getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.sop-shots.codeblock'] : undefined),
  });
}
