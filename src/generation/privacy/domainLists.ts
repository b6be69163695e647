import tlds from 'tlds' with { type: 'json' };

/** Lists for recognising hosts and files by their ending. */

/** Domains of private networks: those that are reserved (RFC 2606, RFC 6762, RFC 9476), and those in use all the same. */
const PRIVATE_WORDS =
  'alt consul corp docker example home internal intra intranet invalid lan local localdomain localhost mail onion private ' +
  'svc test';

const FILE_WORDS =
  'md markdown mdx txt text rtf pdf doc docx docm dot dotx odt xls xlsx xlsm csv tsv ods ppt pptx odp key ' +
  'pages numbers json jsonl json5 yaml yml toml ini cfg conf env xml html htm css js mjs cjs ts tsx jsx py ' +
  'ipynb java kt go rs rb php c h cpp hpp cs swift sql sh bash ps1 bat cmd log lock png jpg jpeg gif svg webp ' +
  'bmp ico tif tiff mp3 wav mp4 mov avi mkv zip tar gz tgz rar 7z bak tmp db sqlite parquet proto graphql ' +
  'safetensors gguf vsd vsdx xmind drawio psd ai eps eml msg ics vcf wps et dps';

/**
 * Top-level domains in lower case: those of IANA's list and of private networks. Some are also endings of files, such as
 * `md` and `py`: `guide.md` is a file.
 */
const TOP_LEVEL_DOMAINS: ReadonlySet<string> = new Set([...tlds, ...PRIVATE_WORDS.split(' ')]);

/** True for a top-level domain in any spelling, also in Punycode. */
export function isTopLevelDomain(label: string): boolean {
  const lowered = label.toLowerCase();
  return TOP_LEVEL_DOMAINS.has(lowered) || lowered.startsWith('xn--');
}

/** Endings of files that people name in procedures. */
export const FILE_ENDINGS: readonly string[] = FILE_WORDS.split(' ');
