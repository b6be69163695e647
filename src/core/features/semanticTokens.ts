import type { Range, SemanticTokens } from 'vscode-languageserver-types';
import type { FileKind } from '../host.ts';
import { ROLES } from '../parser/roles.ts';
import { overlaps, type TextRange } from '../text/range.ts';
import type { FeatureContext } from './context.ts';
import { entitiesIn } from './entities.ts';
import type { EntityOccurrence } from './entity.ts';
import { parameterAt } from './parameters.ts';
import { toOffsets } from './ranges.ts';
import type { FeatureServices } from './services.ts';

const TYPES = ['label', 'function', 'parameter', 'enumMember', 'string', 'number', 'keyword', 'variable'] as const;

const MODIFIERS = ['unknown', 'declaration', 'request', 'think', 'action', 'observation', 'plan', 'answer'] as const;

/**
 * What the numbers of the tokens mean. `unknown` is on tools and parameters that no schema has; the last six say
 * what a label is for.
 */
export const semanticTokenLegend: {
  readonly tokenTypes: readonly string[];
  readonly tokenModifiers: readonly string[];
} = { tokenTypes: TYPES, tokenModifiers: MODIFIERS };

interface Token extends TextRange {
  readonly type: (typeof TYPES)[number];
  readonly modifiers: readonly (typeof MODIFIERS)[number][];
}

/** Colours that only the model knows: what is a tool, a parameter, a listed value, and what is unknown. */
export async function semanticTokens(
  services: FeatureServices,
  uri: string,
  range: Range | undefined,
  kind: FileKind | undefined,
): Promise<SemanticTokens> {
  const context = await services.load(uri, kind);
  // Tool and project files are JSON and YAML, which their own languages colour.
  if (context === undefined || context.kind === 'tools' || context.kind === 'project') return { data: [] };
  const within = range === undefined ? undefined : toOffsets(context.lines, range);
  const tokens = [...entitiesIn(context)].flatMap(tokensOf);
  const visible = within === undefined ? tokens : tokens.filter((token) => overlaps(token, within));
  return { data: encode(context, visible) };
}

function tokensOf({ entity, range, role, node }: EntityOccurrence): readonly Token[] {
  switch (entity.kind) {
    case 'label':
      return [{ ...occurrence(entity.block.label.word), type: 'label', modifiers: [ROLES[entity.block.role].group] }];
    case 'tool':
      // Words in backticks that are not tools are ordinary text.
      if (entity.tool === undefined && role === 'mention') return [];
      return [
        { ...occurrence(range), type: 'function', modifiers: entity.tool === undefined ? ['unknown'] : declared(role) },
      ];
    case 'parameter': {
      const isKnown = entity.tool !== undefined && parameterAt(entity.tool, entity.path) !== undefined;
      const modifiers = isKnown || entity.tool === undefined ? declared(role) : (['unknown'] as const);
      return [{ ...occurrence(range), type: 'parameter', modifiers }];
    }
    case 'value': {
      if (entity.listed) return [{ ...occurrence(range), type: 'enumMember', modifiers: declared(role) }];
      const { value } = entity;
      const type = typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'keyword';
      return [{ ...occurrence(node ?? range), type, modifiers: [] }];
    }
    case 'step':
      return [
        { ...occurrence(range), type: 'variable', modifiers: entity.step === undefined ? ['unknown'] : declared(role) },
      ];
    default:
      return [];
  }
}

function occurrence({ start, end }: TextRange): TextRange {
  return { start, end };
}

function declared(role: EntityOccurrence['role']): Token['modifiers'] {
  return role === 'declaration' ? ['declaration'] : [];
}

/** Five numbers a token: lines and characters from the one before, length, type, modifiers. */
function encode({ lines }: FeatureContext, tokens: readonly Token[]): number[] {
  const data: number[] = [];
  let [line, character, end] = [0, 0, 0];
  const sorted = [...tokens].sort((a, b) => a.start - b.start || a.end - b.end);
  for (const token of sorted) {
    if (token.start < end) continue;
    end = token.end;
    // A token keeps to one line, so one of several lines becomes several.
    for (let at = lines.lineAt(token.start); at <= lines.lineAt(token.end); at++) {
      const from = Math.max(token.start, lines.lineStart(at));
      const length = Math.min(token.end, lines.lineEnd(at)) - from;
      if (length <= 0) continue;
      const column = from - lines.lineStart(at);
      data.push(at - line, at === line ? column - character : column, length, TYPES.indexOf(token.type), bits(token));
      [line, character] = [at, column];
    }
  }
  return data;
}

function bits({ modifiers }: Token): number {
  return modifiers.reduce((all, modifier) => all | (1 << MODIFIERS.indexOf(modifier)), 0);
}
