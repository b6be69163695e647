/** ECMAScript's long names of general categories, with the short ones that the engine knows. */
const CATEGORIES: Readonly<Record<string, string>> = {
  Letter: 'L',
  Cased_Letter: 'LC',
  Uppercase_Letter: 'Lu',
  Lowercase_Letter: 'Ll',
  Titlecase_Letter: 'Lt',
  Modifier_Letter: 'Lm',
  Other_Letter: 'Lo',
  Mark: 'M',
  Combining_Mark: 'M',
  Nonspacing_Mark: 'Mn',
  Spacing_Mark: 'Mc',
  Enclosing_Mark: 'Me',
  Number: 'N',
  Decimal_Number: 'Nd',
  digit: 'Nd',
  Letter_Number: 'Nl',
  Other_Number: 'No',
  Punctuation: 'P',
  punct: 'P',
  Connector_Punctuation: 'Pc',
  Dash_Punctuation: 'Pd',
  Open_Punctuation: 'Ps',
  Close_Punctuation: 'Pe',
  Initial_Punctuation: 'Pi',
  Final_Punctuation: 'Pf',
  Other_Punctuation: 'Po',
  Symbol: 'S',
  Math_Symbol: 'Sm',
  Currency_Symbol: 'Sc',
  Modifier_Symbol: 'Sk',
  Other_Symbol: 'So',
  Separator: 'Z',
  Space_Separator: 'Zs',
  Line_Separator: 'Zl',
  Paragraph_Separator: 'Zp',
  Other: 'C',
  Control: 'Cc',
  cntrl: 'Cc',
  Format: 'Cf',
  Surrogate: 'Cs',
  Private_Use: 'Co',
};

/** Short names of the scripts that patterns of arguments name most. */
const SCRIPTS: Readonly<Record<string, string>> = {
  Hani: 'Han',
  Latn: 'Latin',
  Cyrl: 'Cyrillic',
  Grek: 'Greek',
  Arab: 'Arabic',
  Hebr: 'Hebrew',
  Hira: 'Hiragana',
  Kana: 'Katakana',
  Hang: 'Hangul',
  Bopo: 'Bopomofo',
  Deva: 'Devanagari',
  Tibt: 'Tibetan',
  Mong: 'Mongolian',
};

/** A `\p{…}` of ECMAScript in the words of the engine; others, such as `\p{Emoji}`, stay as they are. */
export function translateProperty(token: string): string {
  const [, letter, key, value] = /^\\([pP])\{(?:(\w+)=)?(\w+)\}$/.exec(token) ?? [];
  if (letter === undefined || value === undefined) return token;
  if (key === 'Script' || key === 'sc') return `\\${letter}{${lookUp(SCRIPTS, value) ?? value}}`;
  if (key !== undefined && key !== 'General_Category' && key !== 'gc') return token;
  const category = lookUp(CATEGORIES, value);
  // Of a lone name only categories are meant: a script needs its key.
  if (category !== undefined) return `\\${letter}{${category}}`;
  return key === undefined ? token : `\\${letter}{${value}}`;
}

function lookUp(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
