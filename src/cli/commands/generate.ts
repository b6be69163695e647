import { type Command, Option } from 'commander';
import { defineMessages, renderMessage } from '../../core/index.ts';
import type { GenerateFlags } from '../generation/flags.ts';
import { runGenerate } from '../generation/generateRun.ts';
import { addServerOptions } from '../generation/serverOptions.ts';
import type { CliIo } from '../io.ts';
import { collect, numberFrom } from '../optionValues.ts';

const say = defineMessages({
  description: {
    en: 'write shots: from a procedure, for a tool, or out of a text',
    'zh-CN': '编写示例：根据流程、针对工具，或由文本改写',
  },
  sop: { en: 'the procedure to write shots for', 'zh-CN': '要为其编写示例的流程' },
  tools: {
    en: 'tool files, as a glob (default: those of the procedure or the workspace)',
    'zh-CN': '工具文件（通配符；默认用流程或工作区的工具）',
  },
  forTool: { en: 'write examples for this tool', 'zh-CN': '为这个工具编写示例' },
  text: { en: 'rewrite this text as shots', 'zh-CN': '把这段文字改写成示例' },
  stdin: { en: 'read the text from standard input', 'zh-CN': '从标准输入读取文本' },
  like: {
    en: 'write more like this shot (id or number) of the document that --append names; with --repair: repair only this shot and those with the same problems',
    'zh-CN':
      '参照 --append 文档中的这个示例（id 或序号）再写几个；与 --repair 一起使用时，只修复该示例和有同样问题的示例',
  },
  repair: {
    en: 'have a model repair the shots of this document that have problems',
    'zh-CN': '用模型修复该文档中有问题的示例',
  },
  style: { en: 'style of the shots', 'zh-CN': '示例的风格' },
  count: { en: 'how many shots', 'zh-CN': '示例个数' },
  perPath: { en: 'how many shots per path of the procedure', 'zh-CN': '流程的每条路径生成几个示例' },
  instructions: {
    en: 'a text or file added to the prompt, such as tone, customers or region',
    'zh-CN': '添加到提示词的文字或文件，如语气、客户、地区',
  },
  language: { en: 'language of the shots', 'zh-CN': '示例所用的语言' },
  seed: { en: 'the same seed writes the same scaffold', 'zh-CN': '种子相同则脚手架的结果相同' },
  out: { en: 'write a new document', 'zh-CN': '写入新文档' },
  append: { en: 'add to a document', 'zh-CN': '追加到已有文档' },
  force: { en: 'overwrite an existing file', 'zh-CN': '覆盖已有文件' },
  dryRun: { en: 'print exactly what would be sent, and send nothing', 'zh-CN': '只打印将要发送的内容，不发送' },
  model: { en: 'the model (default: the only one the server has)', 'zh-CN': '模型（默认：服务器上唯一的模型）' },
  maxRepairs: { en: 'how many times a shot is sent back to the model', 'zh-CN': '每个示例最多返回模型修复几次' },
  concurrency: { en: 'number of parallel requests', 'zh-CN': '并发请求数' },
  shotsPerRequest: { en: 'shots requested per request', 'zh-CN': '每个请求要几个示例' },
  temperature: { en: 'temperature of the model', 'zh-CN': '模型的温度参数' },
  maxTokens: { en: 'maximum number of tokens per reply', 'zh-CN': '回复的 token 上限' },
  prices: {
    en: 'a JSON file of prices per million tokens: {"model*": {"input", "output", "currency"}}',
    'zh-CN': '每百万 token 价格的 JSON 文件：{"模型*": {"input", "output", "currency"}}',
  },
  reviewer: {
    en: 'a second model that reviews each shot; its verdict is written into the shot as a comment',
    'zh-CN': '审阅每个示例的第二个模型，结论以注释写入示例',
  },
  reviewerUrl: {
    en: 'address of the server of --reviewer (default: the same server)',
    'zh-CN': '--reviewer 所在服务的地址（默认为同一服务）',
  },
  listModels: { en: "print the server's models", 'zh-CN': '列出服务器上的模型' },
  writeTemplates: {
    en: 'write the prompt templates into .sop-shots/prompts so that you can edit them',
    'zh-CN': '把提示词模板写入 .sop-shots/prompts，以便修改',
  },
  batchOut: { en: 'write an OpenAI Batch file instead of sending requests', 'zh-CN': '不发送，写成 OpenAI Batch 文件' },
  batchIn: { en: 'read the results of a batch', 'zh-CN': '读取批处理的结果' },
  names: { en: 'the .names.json file written with a masked batch', 'zh-CN': '脱敏批处理写出的 .names.json' },
  structured: { en: 'how a batch constrains the model to JSON', 'zh-CN': '批处理如何约束模型输出 JSON' },
});

export function registerGenerate(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]): string => renderMessage(say(key), io.language);
  const integerFrom = (minimum: number) => numberFrom(minimum, true, io);
  const choice = (flag: string, key: Parameters<typeof say>[0], values: readonly string[]): Option => {
    return new Option(flag, t(key)).choices(values);
  };
  const command = program
    .command('generate')
    .description(t('description'))
    .option('--sop <file>', t('sop'))
    .option('--tools <glob>', t('tools'), collect, [])
    .option('--for-tool <name>', t('forTool'))
    .option('--text <text>', t('text'))
    .option('--stdin', t('stdin'))
    .option('--like <shot>', t('like'))
    .option('--repair <file>', t('repair'))
    .addOption(choice('--style <style>', 'style', ['react', 'plan-and-solve', 'function-calling']))
    .option('--count <n>', t('count'), integerFrom(1))
    .option('--per-path <n>', t('perPath'), integerFrom(1))
    .option('--instructions <text|file>', t('instructions'))
    .addOption(choice('--language <language>', 'language', ['zh-CN', 'en']))
    .option('--seed <n>', t('seed'), integerFrom(0))
    .option('--out <file>', t('out'))
    .option('--append <file>', t('append'))
    .option('--force', t('force'))
    .option('--dry-run', t('dryRun'))
    .option('--model <name>', t('model'))
    .option('--max-repairs <n>', t('maxRepairs'), integerFrom(0))
    .option('--concurrency <n>', t('concurrency'), integerFrom(1))
    .option('--shots-per-request <n>', t('shotsPerRequest'), integerFrom(1))
    .option('--temperature <t>', t('temperature'), numberFrom(0, false, io))
    .option('--max-tokens <n>', t('maxTokens'), integerFrom(1))
    .option('--prices <file>', t('prices'))
    .option('--reviewer <name>', t('reviewer'))
    .option('--reviewer-url <url>', t('reviewerUrl'))
    .option('--list-models', t('listModels'))
    .option('--write-templates', t('writeTemplates'))
    .option('--batch-out <file>', t('batchOut'))
    .option('--batch-in <file>', t('batchIn'))
    .option('--names <file>', t('names'))
    .addOption(choice('--structured <mode>', 'structured', ['json_schema', 'json_object', 'off']))
    .action((flags: GenerateFlags) => runGenerate(flags, io));
  addServerOptions(command, io);
}
