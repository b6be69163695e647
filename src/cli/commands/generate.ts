import { type Command, InvalidArgumentError, Option } from 'commander';
import { defineMessages, renderMessage } from '../../core/index.ts';
import type { GenerateFlags } from '../generation/flags.ts';
import { runGenerate } from '../generation/generateRun.ts';
import type { CliIo } from '../io.ts';

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
    en: 'write more like this shot (id or number) of the document that --append names',
    'zh-CN': '参照 --append 文档中的这个示例（id 或序号）再写几个',
  },
  repair: { en: 'have a model mend the faulty shots of this document', 'zh-CN': '用模型修复该文档中有问题的示例' },
  style: { en: 'style of the shots', 'zh-CN': '示例的风格' },
  count: { en: 'how many shots', 'zh-CN': '示例个数' },
  language: { en: 'language of the shots', 'zh-CN': '示例所用的语言' },
  seed: { en: 'the same seed writes the same scaffold', 'zh-CN': '种子相同则脚手架的结果相同' },
  out: { en: 'write a new document', 'zh-CN': '写入新文档' },
  append: { en: 'add to a document', 'zh-CN': '追加到已有文档' },
  force: { en: 'write over an existing file', 'zh-CN': '覆盖已有文件' },
  dryRun: { en: 'print exactly what would be sent, and send nothing', 'zh-CN': '只打印将要发送的内容，不发送' },
  provider: {
    en: 'a known provider: openai, azure, dashscope, deepseek, vllm, ollama, lm-studio, llama.cpp',
    'zh-CN': '服务商：openai、azure、dashscope、deepseek、vllm、ollama、lm-studio、llama.cpp',
  },
  baseUrl: {
    en: 'address of an OpenAI-compatible server (also SOP_SHOTS_BASE_URL)',
    'zh-CN': '兼容 OpenAI 的服务地址（也可用 SOP_SHOTS_BASE_URL）',
  },
  model: { en: 'the model (default: the only one the server has)', 'zh-CN': '模型（默认：服务器上唯一的模型）' },
  header: { en: 'an additional header, as "Name: value"', 'zh-CN': '附加请求头，写作“名称: 值”' },
  proxy: { en: 'proxy for servers that are not on this machine', 'zh-CN': '访问非本机服务器时使用的代理' },
  timeout: { en: 'seconds without an answer after which a request is given up', 'zh-CN': '多少秒无响应则放弃请求' },
  allowSend: { en: 'a host that may be sent to without asking', 'zh-CN': '允许不经询问就发送的主机' },
  mask: {
    en: 'replace names (names), or names and descriptions (strict), by neutral ones',
    'zh-CN': '脱敏：替换名称（names），或连同描述一起替换（strict）',
  },
  maxRepairs: { en: 'how often a shot goes back to the model', 'zh-CN': '每个示例最多返回模型修复几次' },
  concurrency: { en: 'requests under way at once', 'zh-CN': '并发请求数' },
  shotsPerRequest: { en: 'shots asked for in one request', 'zh-CN': '每个请求要几个示例' },
  temperature: { en: 'temperature of the model', 'zh-CN': '模型的温度参数' },
  maxTokens: { en: 'most tokens of a reply', 'zh-CN': '回复的 token 上限' },
  prices: {
    en: 'a JSON file of prices per million tokens: {"model*": {"input", "output", "currency"}}',
    'zh-CN': '每百万 token 价格的 JSON 文件：{"模型*": {"input", "output", "currency"}}',
  },
  listModels: { en: "print the server's models", 'zh-CN': '列出服务器上的模型' },
  writeTemplates: {
    en: 'write the prompt templates into .sop-shots/prompts, to be changed there',
    'zh-CN': '把提示词模板写入 .sop-shots/prompts，以便修改',
  },
  batchOut: { en: 'write an OpenAI Batch file instead of sending', 'zh-CN': '不发送，写成 OpenAI Batch 文件' },
  batchIn: { en: 'read the results of a batch', 'zh-CN': '读取批处理的结果' },
  names: { en: 'the .names.json that a masked batch was written with', 'zh-CN': '脱敏批处理写出的 .names.json' },
  structured: { en: 'how a batch holds the model to JSON', 'zh-CN': '批处理如何约束模型输出 JSON' },
  badNumber: {
    en: 'expected a number from {least} on, got "{value}"',
    'zh-CN': '应为不小于 {least} 的数字，收到的是“{value}”',
  },
});

export function registerGenerate(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]): string => renderMessage(say(key), io.language);
  const gather = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  const whole = (least: number) => numberFrom(least, true, io);
  const choice = (flag: string, key: Parameters<typeof say>[0], values: readonly string[]): Option => {
    return new Option(flag, t(key)).choices(values);
  };
  program
    .command('generate')
    .description(t('description'))
    .option('--sop <file>', t('sop'))
    .option('--tools <glob>', t('tools'), gather, [])
    .option('--for-tool <name>', t('forTool'))
    .option('--text <text>', t('text'))
    .option('--stdin', t('stdin'))
    .option('--like <shot>', t('like'))
    .option('--repair <file>', t('repair'))
    .addOption(choice('--style <style>', 'style', ['react', 'plan-and-solve', 'function-calling']))
    .option('--count <n>', t('count'), whole(1))
    .addOption(choice('--language <language>', 'language', ['zh-CN', 'en']))
    .option('--seed <n>', t('seed'), whole(0))
    .option('--out <file>', t('out'))
    .option('--append <file>', t('append'))
    .option('--force', t('force'))
    .option('--dry-run', t('dryRun'))
    .option('--provider <id>', t('provider'))
    .option('--base-url <url>', t('baseUrl'))
    .option('--model <name>', t('model'))
    .option('--header <line>', t('header'), gather, [])
    .option('--proxy <url>', t('proxy'))
    .option('--timeout <seconds>', t('timeout'), whole(1))
    .option('--allow-send <host>', t('allowSend'), gather, [])
    .addOption(choice('--mask <level>', 'mask', ['names', 'strict']))
    .option('--max-repairs <n>', t('maxRepairs'), whole(0))
    .option('--concurrency <n>', t('concurrency'), whole(1))
    .option('--shots-per-request <n>', t('shotsPerRequest'), whole(1))
    .option('--temperature <t>', t('temperature'), numberFrom(0, false, io))
    .option('--max-tokens <n>', t('maxTokens'), whole(1))
    .option('--prices <file>', t('prices'))
    .option('--list-models', t('listModels'))
    .option('--write-templates', t('writeTemplates'))
    .option('--batch-out <file>', t('batchOut'))
    .option('--batch-in <file>', t('batchIn'))
    .option('--names <file>', t('names'))
    .addOption(choice('--structured <mode>', 'structured', ['json_schema', 'json_object', 'off']))
    .action((flags: GenerateFlags) => runGenerate(flags, io));
}

function numberFrom(least: number, isWhole: boolean, io: CliIo): (value: string) => number {
  return (value) => {
    const number = value.trim() === '' ? Number.NaN : Number(value);
    if (number >= least && Number.isFinite(number) && (!isWhole || Number.isInteger(number))) return number;
    throw new InvalidArgumentError(renderMessage(say('badNumber', { least, value }), io.language));
  };
}
