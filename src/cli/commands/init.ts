import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { defineMessages, type Language, renderMessage } from '../../core/index.ts';
import { replaceFile } from '../../files/index.ts';
import type { CliIo } from '../io.ts';

const say = defineMessages({
  description: {
    en: 'write a project file and a small example into this folder; existing files are kept',
    'zh-CN': '在当前文件夹写入项目文件和一个小示例；已有文件保持不变',
  },
  written: { en: '{path}: written\n', 'zh-CN': '{path}：已写入\n' },
  kept: { en: '{path}: already exists, kept\n', 'zh-CN': '{path}：已存在，保持不变\n' },
  next: {
    en: 'Next: sop-shots lint, then sop-shots generate --sop example.sop.md --count 3 --append example.shots.md\n',
    'zh-CN':
      '下一步：sop-shots lint，然后 sop-shots generate --sop example.sop.md --count 3 --append example.shots.md\n',
  },
});

const PROJECT: Readonly<Record<Language, string>> = {
  en: '# Settings of SOP Shots for this folder.\nrules:\n  # id: error | warning | info | hint | off\n  step-uncovered: hint\n',
  'zh-CN':
    '# 此文件夹的 SOP Shots 设置。\nrules:\n  # 规则: error | warning | info | hint | off\n  step-uncovered: hint\n',
};

const PROCEDURE: Readonly<Record<Language, string>> = {
  en: '# Opening hours\n\n1. Call `GetHours` with the shop and the day.\n2. Tell the customer the hours.\n',
  'zh-CN': '# 营业时间\n\n1. 用门店和日期调用 `GetHours`。\n2. 把营业时间告诉顾客。\n',
};

const SHOTS: Readonly<Record<Language, string>> = {
  en: `---
sop: ./example.sop.md
tools: ./example.tools.json
---

**User**: When does the shop at the station open on Sunday?
<!-- step 1 -->
**Think**: The shop and the day are known, so the hours can be looked up.
**Action**: GetHours(shop = "station", day = "Sunday")
**Observation**: 10:00 to 18:00

<!-- step 2 -->
**Think**: The hours are known.
**Action**: On Sunday the shop at the station is open from 10:00 to 18:00.
`,
  'zh-CN': `---
sop: ./example.sop.md
tools: ./example.tools.json
---

**用户**：车站那家店星期日几点开门？
<!-- step 1 -->
**思考**：门店和日期已知，可以查询营业时间。
**行动**：GetHours(shop = "车站店", day = "Sunday")
**观察**：10:00 至 18:00

<!-- step 2 -->
**思考**：营业时间已知。
**行动**：车站店星期日的营业时间是 10:00 至 18:00。
`,
};

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const TOOLS = `${JSON.stringify(
  [
    {
      type: 'function',
      function: {
        name: 'GetHours',
        description: 'Opening hours of a shop on a day.',
        parameters: {
          type: 'object',
          properties: {
            shop: { type: 'string', description: 'The shop, as its customers call it.' },
            day: { type: 'string', enum: DAYS, description: 'The day of the week.' },
          },
          required: ['shop', 'day'],
          additionalProperties: false,
        },
      },
    },
  ],
  undefined,
  2,
)}\n`;

export function registerInit(program: Command, io: CliIo): void {
  program
    .command('init')
    .description(renderMessage(say('description'), io.language))
    .action(() => writeStart(io));
}

async function writeStart(io: CliIo): Promise<void> {
  const files = {
    'sop-shots.yaml': PROJECT[io.language],
    'example.sop.md': PROCEDURE[io.language],
    'example.tools.json': TOOLS,
    'example.shots.md': SHOTS[io.language],
  };
  for (const [path, text] of Object.entries(files)) {
    const exists = existsSync(join(io.cwd, path));
    if (!exists) await replaceFile(join(io.cwd, path), text, { expected: null });
    io.stdout(renderMessage(say(exists ? 'kept' : 'written', { path }), io.language));
  }
  io.stdout(renderMessage(say('next'), io.language));
}
