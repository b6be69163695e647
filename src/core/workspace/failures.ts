import type { ReadFailure } from '../host.ts';
import { defineMessages, type Message } from '../l10n/messages.ts';
import type { PathResult } from './paths.ts';

const say = defineMessages({
  'not-found': { en: 'there is no such file.', 'zh-CN': '文件不存在。' },
  'not-a-file': { en: 'this is a folder, not a file.', 'zh-CN': '这是文件夹，不是文件。' },
  'too-large': { en: 'the file is too large to be read.', 'zh-CN': '文件过大，无法读取。' },
  'not-text': { en: 'the file is no text.', 'zh-CN': '这不是文本文件。' },
  gb18030: {
    en: 'the file is encoded in GB18030 (GBK); save it as UTF-8.',
    'zh-CN': '文件采用 GB18030（GBK）编码，请另存为 UTF-8。',
  },
  'no-permission': { en: 'the file may not be read.', 'zh-CN': '没有读取该文件的权限。' },
  'outside-workspace': {
    en: 'this leads out of the workspace, where nothing is read.',
    'zh-CN': '路径指向工作区之外，不会读取。',
  },
  network: {
    en: 'this is a network address; save the file in the workspace and name it here.',
    'zh-CN': '这是网络地址；请将文件保存到工作区后在此填写其路径。',
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
