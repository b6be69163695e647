import { SymbolKind } from 'vscode-languageserver-types';

/** The icons of outlines and symbol lists. */
export const symbolKinds = {
  heading: SymbolKind.String,
  shot: SymbolKind.Event,
  round: SymbolKind.Method,
  plan: SymbolKind.Array,
  answer: SymbolKind.Constant,
  call: SymbolKind.Function,
  tool: SymbolKind.Function,
  step: SymbolKind.Number,
} as const;
