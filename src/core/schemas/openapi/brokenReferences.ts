import { brokenReference } from '../inspectionMessages.ts';
import { isObject, member } from '../pointer.ts';
import { childSite, type References, type SchemaSite, siteKey } from '../references.ts';
import type { SchemaProblem } from '../tool.ts';
import { followed, itemsOf, operationsOf } from './operations.ts';

/** References of operations, parameters, bodies and responses that lead nowhere. Those within schemas are inspected with them. */
export function brokenReferences(root: SchemaSite, references: References): readonly SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const site of referringSites(root, references)) {
    const problem = problemOf(site, root, references);
    if (problem !== undefined) problems.set(siteKey(site), problem);
  }
  return [...problems.values()];
}

function* referringSites(root: SchemaSite, references: References): Generator<SchemaSite> {
  const paths = childSite(root, 'paths');
  for (const path of keysOf(paths)) {
    const item = paths === undefined ? undefined : childSite(paths, path);
    if (item !== undefined) yield item;
  }
  for (const { site, pathItem } of operationsOf(root, references)) {
    yield* itemsOf(pathItem, 'parameters');
    yield* itemsOf(site, 'parameters');
    const body = childSite(site, 'requestBody');
    if (body !== undefined) yield body;
    const responses = childSite(site, 'responses');
    for (const code of keysOf(responses)) {
      const response = responses === undefined ? undefined : childSite(responses, code);
      if (response !== undefined) yield response;
    }
  }
}

function keysOf(site: SchemaSite | undefined): readonly string[] {
  return site !== undefined && isObject(site.value) ? Object.keys(site.value) : [];
}

function problemOf(site: SchemaSite, root: SchemaSite, references: References): SchemaProblem | undefined {
  const reference = isObject(site.value) ? member(site.value, '$ref') : undefined;
  if (typeof reference !== 'string' || site.source !== root.source || followed(site, references) !== undefined) {
    return undefined;
  }
  const target = references.resolve(site.source, '', reference);
  // A chain that breaks later, or runs in a circle, leads nowhere as well.
  const message = brokenReference(typeof target === 'string' ? target : 'nowhere', reference);
  return { rule: 'unresolved-ref', message, ...site.source.place(`${site.pointer}/$ref`).value };
}
