import { MarkupKind, type ParameterInformation, type Position, type SignatureHelp } from 'vscode-languageserver-types';
import type { FileKind } from '../host.ts';
import { describeExpected } from '../schemas/expectation.ts';
import type { Tool } from '../schemas/tool.ts';
import { callAt } from './callAt.ts';
import { prose } from './markdown.ts';
import { describedBy, schemaOf, typesOfParameter } from './parameterSchema.ts';
import { type Parameter, parametersBelow } from './parameters.ts';
import type { FeatureServices } from './services.ts';

/** The parameters of the call the cursor is in, with the one it is at. */
export async function signatureHelp(
  services: FeatureServices,
  uri: string,
  position: Position,
  kind: FileKind | undefined,
): Promise<SignatureHelp | undefined> {
  const context = await services.load(uri, kind);
  if (context?.kind !== 'shots') return undefined;
  const found = callAt(context, context.lines.offsetAt(position));
  const tools = found === undefined ? [] : context.subject.tools.named(found.name);
  if (found === undefined || tools.length === 0) return undefined;
  const signatures = tools.map((tool) => signature(services, tool));
  const parameters = parametersBelow(tools[0] as Tool, []);
  const named = parameters.findIndex(({ name }) => name === found.active.name);
  const active = found.active.name === undefined ? found.active.position : named;
  return {
    signatures,
    activeSignature: 0,
    // Past the last parameter none is marked, where the protocol would otherwise mark the first.
    activeParameter: active >= 0 && active < parameters.length ? active : parameters.length,
  };
}

function signature(services: FeatureServices, tool: Tool): SignatureHelp['signatures'][number] {
  const parameters = parametersBelow(tool, []);
  const parts = parameters.map((parameter) => {
    const types = typesOfParameter(parameter).join(' | ');
    return `${parameter.name}${parameter.required ? '' : '?'}${types === '' ? '' : `: ${types}`}`;
  });
  let at = tool.name.length + 1;
  const information = parameters.map((parameter, index): ParameterInformation => {
    const start = at;
    at += (parts[index]?.length ?? 0) + 2;
    const label: [number, number] = [start, start + (parts[index]?.length ?? 0)];
    return { label, documentation: { kind: MarkupKind.Markdown, value: parameterWords(services, parameter) } };
  });
  return {
    label: `${tool.name}(${parts.join(', ')})`,
    documentation: { kind: MarkupKind.Markdown, value: prose(tool.description) },
    parameters: information,
  };
}

function parameterWords({ render }: FeatureServices, parameter: Parameter): string {
  const words = prose(describedBy(parameter));
  const takes = prose(render(describeExpected(schemaOf(parameter))));
  return words === '' ? takes : `${words}\n\n${takes}`;
}
