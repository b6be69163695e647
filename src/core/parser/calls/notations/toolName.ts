import type { NameNode } from '../../callNodes.ts';
import type { CallOptions } from '../options.ts';

const NAMESPACE = 'functions.';

/** The name of a tool, written at an offset with or without the `functions.` that some models put before it. */
export function withoutNamespace(written: string, at: number, options: CallOptions): NameNode {
  const isPlain = !written.startsWith(NAMESPACE) || written === NAMESPACE || options.isTool(written);
  const start = isPlain ? at : at + NAMESPACE.length;
  return { start, end: at + written.length, text: written.slice(start - at) };
}
