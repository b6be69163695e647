import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  defineMessages,
  flowJson,
  flowMermaid,
  flowSvg,
  hasSteps,
  type Procedure,
  parseProcedure,
  renderMessage,
} from '../../core/index.ts';
import { createUnreadableError } from '../fileFailure.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { createNodeHost, getWorkspaceRoot, toUri } from '../workspaceHost.ts';

const say = defineMessages({
  description: {
    en: 'print the control-flow graph of a procedure',
    'zh-CN': '输出流程的控制流图',
  },
  file: { en: 'the procedure (*.sop.md)', 'zh-CN': '流程文件（*.sop.md）' },
  format: { en: 'format of the graph', 'zh-CN': '图的格式' },
  noSteps: { en: 'No steps are recognized in {path}.', 'zh-CN': '在 {path} 中没有识别到步骤。' },
});

const FORMATS = ['mermaid', 'json', 'svg'] as const;
type Format = (typeof FORMATS)[number];

export function registerFlow(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), io.language);
  program
    .command('flow')
    .description(t('description'))
    .argument('<file>', t('file'))
    .addOption(new Option('--format <format>', t('format')).choices([...FORMATS]).default('mermaid'))
    .action((file: string, flags: { readonly format: Format }) => printFlow(file, flags.format, io));
}

async function printFlow(file: string, format: Format, io: CliIo): Promise<void> {
  const path = resolve(io.cwd, file);
  const host = createNodeHost({ roots: [getWorkspaceRoot(path, io.cwd)] });
  const read = await host.readFile(toUri(path));
  if (!read.ok) throw createUnreadableError(file, read.reason);
  const procedure = parseProcedure(toUri(path), read.text);
  if (!hasSteps(procedure)) throw new UsageError(say('noSteps', { path: file }), 'no-steps');
  io.stdout(drawn(procedure, format, io));
}

function drawn(procedure: Procedure, format: Format, { language }: CliIo): string {
  switch (format) {
    case 'json':
      return flowJson(procedure);
    case 'svg':
      return flowSvg(procedure, language);
    default:
      return flowMermaid(procedure, language);
  }
}
