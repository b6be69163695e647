import { type Command, Option } from 'commander';
import { defineMessages, renderMessage } from '../../core/index.ts';
import type { CliIo } from '../io.ts';
import { collect, numberFrom } from '../optionValues.ts';

const say = defineMessages({
  provider: {
    en: 'provider: openai, azure, dashscope, deepseek, moonshot, zhipu, volcengine, siliconflow, minimax, qianfan, vllm, ollama, lm-studio, llama.cpp',
    'zh-CN':
      '服务商：openai、azure、dashscope、deepseek、moonshot、zhipu、volcengine、siliconflow、minimax、qianfan、vllm、ollama、lm-studio、llama.cpp',
  },
  baseUrl: {
    en: 'address of an OpenAI-compatible server (also SOP_SHOTS_BASE_URL)',
    'zh-CN': '兼容 OpenAI 的服务地址（也可用 SOP_SHOTS_BASE_URL）',
  },
  header: { en: 'an extra request header, as "Name: value"', 'zh-CN': '附加请求头，写作“名称: 值”' },
  proxy: { en: 'proxy for servers on other machines', 'zh-CN': '访问非本机服务器时使用的代理' },
  timeout: { en: 'seconds without a response before a request is cancelled', 'zh-CN': '多少秒无响应则放弃请求' },
  allowSend: { en: 'a host to which requests may be sent without asking', 'zh-CN': '允许不经询问就发送的主机' },
  mask: {
    en: 'replace names (names), or names and descriptions (strict), by neutral ones',
    'zh-CN': '脱敏：替换名称（names），或连同描述一起替换（strict）',
  },
});

/** Adds the options that name a server and say what may be sent to it. */
export function addServerOptions(command: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]): string => renderMessage(say(key), io.language);
  command
    .option('--provider <id>', t('provider'))
    .option('--base-url <url>', t('baseUrl'))
    .option('--header <line>', t('header'), collect, [])
    .option('--proxy <url>', t('proxy'))
    .option('--timeout <seconds>', t('timeout'), numberFrom(1, true, io))
    .option('--allow-send <host>', t('allowSend'), collect, [])
    .addOption(new Option('--mask <level>', t('mask')).choices(['names', 'strict']));
}
