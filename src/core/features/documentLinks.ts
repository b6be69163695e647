import type { DocumentLink } from 'vscode-languageserver-types';
import type { FileKind } from '../host.ts';
import { defineMessages } from '../l10n/messages.ts';
import { resolvePath } from '../text/paths.ts';
import type { FeatureContext } from './context.ts';
import { entitiesIn } from './entities.ts';
import { toRange } from './ranges.ts';
import { referenceLinks } from './referenceLinks.ts';
import type { FeatureServices } from './services.ts';

const say = defineMessages({ open: { en: 'Open the file', 'zh-CN': '打开文件' } });

/** The paths of front matter, project file and API schema blocks, and the references of tool files, as links. */
export async function documentLinks(
  services: FeatureServices,
  uri: string,
  kind: FileKind | undefined,
): Promise<readonly DocumentLink[]> {
  const context = await services.load(uri, kind);
  if (context === undefined) return [];
  const tooltip = services.render(say('open'));
  const links = context.kind === 'tools' ? referenceLinks(context, services.roots) : pathLinks(context, services.roots);
  return links.map(({ range, target }) => ({ range: toRange(context.lines, range), target, tooltip }));
}

function pathLinks(context: FeatureContext, roots: readonly string[]) {
  return [...entitiesIn(context)].flatMap(({ entity, range }) => {
    if (entity.kind !== 'path') return [];
    const target = resolvePath(context.uri, entity.path, roots);
    return target.ok ? [{ range, target: target.uri }] : [];
  });
}
