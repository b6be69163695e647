import type { ModuleNode } from '../../src/finetuning/index.ts';

/** Every parameter of a model by its full name, as a checkpoint stores it: shared ones once. */
export function namesAndShapes(root: ModuleNode): Readonly<Record<string, readonly number[]>> {
  const tensors: Record<string, readonly number[]> = {};
  const visit = (node: ModuleNode, prefix: string): void => {
    for (const parameter of node.parameters) {
      if (parameter.tiedTo === undefined) tensors[prefix + parameter.name] = parameter.shape;
    }
    for (const child of node.children) {
      const names = 'indices' in child ? child.indices.map(String) : [child.name];
      for (const name of names) visit(child.node, `${prefix}${name}.`);
    }
  };
  visit(root, '');
  return tensors;
}

/** The bytes of a file with that header: its length, then itself. The data after it is never read. */
export function createHeader(header: string | Uint8Array): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

/** The header of a file with tensors of these shapes, in bf16. */
export function createSafetensors(tensors: Readonly<Record<string, readonly number[]>>): Uint8Array {
  let at = 0;
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  for (const [name, shape] of Object.entries(tensors)) {
    const size = 2 * shape.reduce((product, length) => product * length, 1);
    header[name] = { dtype: 'BF16', shape, data_offsets: [at, at + size] };
    at += size;
  }
  return createHeader(JSON.stringify(header));
}
