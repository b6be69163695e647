import { Uri, workspace } from 'vscode';
import {
  createLanguageService,
  type Diagnostic,
  type DocumentContext,
  type Language,
  type Message,
  type WorkspaceHost,
} from '../../../core/index.ts';
import {
  createDraftChecker,
  createMasker,
  createOverlayHost,
  createPrinter,
  getTemplatePath,
  parseProjectPrivacy,
  type RunServices,
  TEMPLATE_NAMES,
  type TemplateName,
  withOverrides,
} from '../../../generation/index.ts';
import { openDocument } from '../../documents.ts';
import type { Session } from '../../session.ts';
import type { Target } from '../review/target.ts';

/** A target with its context, ready to check drafts at their target location. */
export interface TargetContext {
  readonly target: Target;
  readonly context: DocumentContext;
  readonly services: RunServices;
  /** What the checker says of the target as it is. */
  readonly findings: () => Promise<readonly Diagnostic[]>;
  /** Problems of templates in the workspace; the built-in ones are used instead. */
  readonly problems: readonly Message[];
}

/** Opens a targetContext; undefined if the target cannot be read. `without` is text that drafts are to replace. */
export async function openTargetContext(
  session: Session,
  target: Target,
  without: readonly string[] = [],
): Promise<TargetContext | undefined> {
  const { host } = session;
  const language = session.language();
  const uri = getCheckedUri(target);
  const text = target.front ?? (await readText(host, target.uri));
  if (text === undefined) return undefined;
  const overlay = createOverlayHost(host, uri);
  overlay.write(text);
  const service = createLanguageService(overlay.host, { language });
  const context = await service.getContext(uri, 'shots');
  if (context === undefined) return undefined;
  const rest = without.reduce((left, part) => left.replace(part, () => ''), text);
  const drafts = createDraftChecker(service, overlay, { uri, text: rest });
  const { templates, problems } = await readTemplates(context, Uri.parse(uri));
  return {
    target,
    context,
    problems,
    findings: async () => (await session.service.lint(target.uri.toString(), {}, 'shots')).diagnostics,
    services: {
      check: drafts.check,
      print: createPrinter(context.document),
      knownTools: { isTool: (name) => context.tools.get(name) !== undefined, finish: context.project.finish },
      templates,
      masker: (level) =>
        createMasker(context.tools.tools, level, [], parseProjectPrivacy(context.project.privacy).words),
    },
  };
}

/** A document that is to be made is checked as the file it will become, so that its paths lead somewhere. */
function getCheckedUri({ uri, front }: Target): string {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const willBeFile = front !== undefined && uri.path.startsWith('/') && folder !== undefined;
  return (willBeFile ? uri.with({ scheme: folder.scheme, authority: folder.authority }) : uri).toString();
}

async function readText(host: WorkspaceHost, uri: Uri): Promise<string | undefined> {
  const open = openDocument(uri);
  if (open !== undefined) return open.getText();
  const read = await host.readFile(uri.toString());
  return read.ok ? read.text : undefined;
}

/** The templates beside the project file, or beside the document where there is none. */
async function readTemplates(
  { project }: DocumentContext,
  document: Uri,
): Promise<{ readonly templates: RunServices['templates']; readonly problems: readonly Message[] }> {
  const home = Uri.joinPath(project.uri === undefined ? document : Uri.parse(project.uri), '..');
  const [english, chinese] = await Promise.all([readOverrides(home, 'en'), readOverrides(home, 'zh-CN')]);
  return {
    templates: (language) => (language === 'en' ? english : chinese).templates,
    problems: [...english.problems, ...chinese.problems],
  };
}

async function readOverrides(home: Uri, language: Language): Promise<ReturnType<typeof withOverrides>> {
  // An untitled document without a folder has nothing beside it, and an untrusted folder has no say.
  if (home.scheme === 'untitled' || !workspace.isTrusted) return withOverrides(language, {});
  const found = await Promise.all(
    TEMPLATE_NAMES.map(async (name): Promise<readonly [TemplateName, string][]> => {
      try {
        const bytes = await workspace.fs.readFile(Uri.joinPath(home, getTemplatePath(name, language)));
        return [[name, new TextDecoder().decode(bytes)]];
      } catch {
        return [];
      }
    }),
  );
  const merged = withOverrides(language, Object.fromEntries(found.flat()));
  return merged.problems.length === 0 ? merged : { ...withOverrides(language, {}), problems: merged.problems };
}
