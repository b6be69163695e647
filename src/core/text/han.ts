const HAN = /\p{Script=Han}/u;

/** True if a text has a Chinese character. Its code decides for nearly all characters, which is many times faster than a pattern. */
export function hasHan(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x2e80 || code >= 0xfb00) continue;
    if (code >= 0x4e00 && code < 0xa000) return true;
    // Stops and quotation marks; 々 and 〇 are Chinese characters among them.
    const isMark = code >= 0x3000 && code < 0x3020 && code !== 0x3005 && code !== 0x3007;
    if (!isMark) return HAN.test(text);
  }
  return false;
}
