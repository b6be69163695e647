import { isObject, member } from '../../text/json.ts';
import { getBrokenReferenceMessage, getReferenceRule } from '../inspectionMessages.ts';
import type { References } from '../references.ts';
import { getChildNode, getNodeKey, type SchemaNode } from '../schemaNode.ts';
import type { SchemaProblem } from '../tool.ts';
import { followReference, getItems, getOperations, METHODS } from './operations.ts';

/** References of operations, parameters, bodies and responses that lead nowhere. Those within schemas are inspected with them. */
export function getBrokenReferences(root: SchemaNode, references: References): readonly SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const node of referringSites(root, references)) {
    const problem = problemOf(node, root, references);
    if (problem !== undefined) problems.set(getNodeKey(node), problem);
  }
  return [...problems.values()];
}

function* referringSites(root: SchemaNode, references: References): Generator<SchemaNode> {
  const paths = getChildNode(root, 'paths');
  for (const path of keysOf(paths)) {
    const item = paths === undefined ? undefined : getChildNode(paths, path);
    if (item === undefined) continue;
    yield item;
    for (const method of METHODS) {
      const operation = getChildNode(item, method);
      if (operation !== undefined) yield operation;
    }
  }
  for (const { node, pathItem } of getOperations(root, references)) {
    yield* getItems(pathItem, 'parameters');
    yield* getItems(node, 'parameters');
    const body = getChildNode(node, 'requestBody');
    if (body !== undefined) yield body;
    const responses = getChildNode(node, 'responses');
    for (const code of keysOf(responses)) {
      const response = responses === undefined ? undefined : getChildNode(responses, code);
      if (response !== undefined) yield response;
    }
  }
}

function keysOf(node: SchemaNode | undefined): readonly string[] {
  return node !== undefined && isObject(node.value) ? Object.keys(node.value) : [];
}

function problemOf(node: SchemaNode, root: SchemaNode, references: References): SchemaProblem | undefined {
  const reference = isObject(node.value) ? member(node.value, '$ref') : undefined;
  if (typeof reference !== 'string' || node.source !== root.source || followReference(node, references) !== undefined) {
    return undefined;
  }
  const target = references.resolve(node.source, '', reference);
  // A chain that breaks later, or runs in a circle, leads nowhere as well.
  const reason = typeof target === 'string' ? target : 'nowhere';
  const message = getBrokenReferenceMessage(reason, reference);
  return { rule: getReferenceRule(reason), message, ...node.source.rangesAt(`${node.pointer}/$ref`).value };
}
