import type { ReadFailure } from '../host.ts';
import { defineMessages, type Message } from '../l10n/messages.ts';
import type { PathResult } from '../text/paths.ts';

const say = defineMessages({
  'not-found': { en: 'file not found.', 'zh-CN': '找不到文件。' },
  'not-a-file': { en: 'this is a folder.', 'zh-CN': '这是文件夹。' },
  'too-large': { en: 'the file is too large.', 'zh-CN': '文件过大。' },
  'not-text': { en: 'this is not a text file.', 'zh-CN': '这不是文本文件。' },
  gb18030: {
    en: 'the file is encoded in GB18030 (GBK). Save it as UTF-8.',
    'zh-CN': '文件使用 GB18030（GBK）编码。请将其保存为 UTF-8。',
  },
  'no-permission': { en: 'permission denied.', 'zh-CN': '没有读取权限。' },
  'outside-workspace': {
    en: 'the path is outside the workspace.',
    'zh-CN': '路径在工作区之外。',
  },
  network: {
    en: 'network addresses are not supported. Save the file in the workspace.',
    'zh-CN': '不支持网络地址。请将文件保存到工作区。',
  },
});

/** Why a file could not be read, in a sentence that follows its path. */
export function readFailureMessage(reason: ReadFailure): Message {
  return say(reason);
}

/** Why a path is not followed. */
export function pathFailureMessage(reason: Extract<PathResult, { ok: false }>['reason']): Message {
  return say(reason === 'network' ? 'network' : 'outside-workspace');
}
