import { isList, isObject, type JsonValue, member } from '../text/json.ts';
import { getChildNode, type SchemaNode } from './schemaNode.ts';
import type { Field, ParametersDraft } from './toolDraft.ts';
import { readType } from './types.ts';

/** True for a list of parameters, each an object with its name; a schema of arguments is expected where it is found. */
export function isParameterList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return isList(value) && value.length > 0 && value.every((item) => getName(item) !== undefined);
}

/**
 * The parameters of a list such as `[{"name": "city", "type": "string", "desc": "…", "optional": true}]`. One is required if
 * it says so. Undefined for anything else, and for types that JSON Schema does not know.
 */
export function readParameterList(node: SchemaNode): ParametersDraft | undefined {
  if (!isParameterList(node.value) || !node.value.every(hasKnownType)) return undefined;
  const fields = node.value.flatMap((_, index) => {
    const declared = getChildNode(node, index);
    return declared === undefined ? [] : (toField(declared) ?? []);
  });
  return { kind: 'fields', fields, others: undefined };
}

function toField(declared: SchemaNode): Field | undefined {
  const { value } = declared;
  const name = getName(value);
  if (name === undefined || !isObject(value)) return undefined;
  // These say something of the parameter; in its schema, `required` would be a list of names.
  const { name: _name, required, optional: _optional, desc, ...schema } = value;
  const description = [desc, value.description].find((text) => typeof text === 'string');
  return { name, required: required === true, declared, schema: { ...declared, value: schema }, description };
}

function getName(value: JsonValue | undefined): string | undefined {
  const name = isObject(value) ? member(value, 'name') : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function hasKnownType(value: JsonValue): boolean {
  const type = isObject(value) ? member(value, 'type') : undefined;
  return type === undefined || (typeof type === 'string' && readType(type).kind !== 'unknown');
}
