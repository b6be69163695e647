import { Disposable, Hover, languages, ParameterInformation, SignatureHelp, SignatureInformation } from 'vscode';
import type * as lsp from 'vscode-languageserver-types';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';
import { toMarkdown } from './answers.ts';
import { ask, NAMING_SELECTOR, WRITING_SELECTOR } from './asking.ts';

/** What the cursor or the pointer is at: hover, and the parameters of the call being written. */
export function registerHelp(session: Session): Disposable {
  return Disposable.from(
    languages.registerHoverProvider(NAMING_SELECTOR, {
      async provideHover(document, position) {
        const hover = await ask(session, document, undefined, (service, uri, kind) =>
          service.hover(uri, position, kind),
        );
        return hover && new Hover(toMarkdown(hover.contents), hover.range && toRange(hover.range));
      },
    }),
    languages.registerSignatureHelpProvider(
      WRITING_SELECTOR,
      {
        async provideSignatureHelp(document, position) {
          const help = await ask(session, document, undefined, (service, uri, kind) =>
            service.signatureHelp(uri, position, kind),
          );
          return help && toSignatureHelp(help);
        },
      },
      { triggerCharacters: ['(', ',', '（', '，'], retriggerCharacters: [')', '）'] },
    ),
  );
}

function toSignatureHelp({ signatures, activeSignature, activeParameter }: lsp.SignatureHelp): SignatureHelp {
  const help = new SignatureHelp();
  help.signatures = signatures.map(toSignature);
  help.activeSignature = activeSignature ?? 0;
  help.activeParameter = activeParameter ?? 0;
  return help;
}

function toSignature({ label, documentation, parameters = [] }: lsp.SignatureInformation): SignatureInformation {
  const signature = new SignatureInformation(label, documentation && toMarkdown(documentation));
  signature.parameters = parameters.map(
    (parameter) =>
      new ParameterInformation(parameter.label, parameter.documentation && toMarkdown(parameter.documentation)),
  );
  return signature;
}
