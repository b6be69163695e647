import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig, ModuleSelection } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';
import { type DigitClasses, getNameClasses, refine } from './digitClasses.ts';
import type { Granularity } from './moduleGroups.ts';
import { createSuffixSet } from './nameSuffix.ts';
import { compilePythonPattern, type PythonPattern } from './pythonPattern.ts';

const say = defineMessages({
  unsupported: {
    en: '“{pattern}” cannot be evaluated. {reason}',
    'zh-CN': '无法执行“{pattern}”。{reason}',
  },
  invalid: { en: 'Python rejects “{pattern}”. {reason}', 'zh-CN': 'Python 不接受“{pattern}”。{reason}' },
  listInstead: {
    en: 'Use a list of module names, or a pattern without this construct.',
    'zh-CN': '请改为模块名列表，或换一种不用该语法的写法。',
  },
});

/** How a configuration selects a module by its name. */
export type Selection = 'matched' | 'excluded' | 'unmatched';

/** Decides which modules a configuration adapts, and at which rank: PEFT's own rules, in PEFT's order. */
export interface Selector {
  select(key: string): Selection;
  /** The module's rank by `rank_pattern`; undefined: the common rank. */
  getRank(key: string): number | undefined;
  /** The key of `rank_pattern` that applies to the module. */
  getRankKey(key: string): string | undefined;
  readonly granularity: Granularity;
  /** Patterns that could not be compiled. */
  readonly findings: readonly Finding[];
}

/**
 * The selector of a configuration.
 * Source: `check_target_module_exists` of peft/tuners/tuners_utils.py and `get_pattern_key` of peft/utils/other.py.
 */
export function createSelector(config: AdapterConfig): Selector {
  const findings: Finding[] = [];
  const details: DigitDetail = { digits: undefined };
  const compile = (field: string, source: string, shown = source): PythonPattern | undefined => {
    const result = compilePythonPattern(source);
    if (result.ok) {
      details.digits = refine(details.digits, result.pattern.digits);
      return result.pattern;
    }
    findings.push(patternFinding(field, shown, result));
    return undefined;
  };
  const excluded = selection('exclude_modules', config.exclude_modules, compile, details);
  const saved = savedNames(config.modules_to_save ?? [], compile, details);
  const targets = config.target_modules;
  const targetPattern = typeof targets === 'string' ? compile('target_modules', targets) : undefined;
  const targetNames = typeof targets === 'object' ? targets : [];
  const targetSet = createSuffixSet(targetNames);
  details.digits = refine(details.digits, getNameClasses(targetNames));
  const layers = layerFilter(config, compile);
  const ranks = Object.entries(config.rank_pattern ?? {}).map(([key, rank]) => ({
    key,
    rank,
    matches: rankPattern(key, compile),
  }));

  const select = (key: string): Selection => {
    if (excluded(key) || saved(key)) return 'excluded';
    if (typeof targets === 'string') return targetPattern?.fullMatch(key) === true ? 'matched' : 'unmatched';
    if (targetSet.equals(key)) return 'matched';
    return targetSet.matchesSuffix(key) && layers.admits(key) ? 'matched' : 'unmatched';
  };
  const rankEntry = (key: string): (typeof ranks)[number] | undefined => ranks.find((entry) => entry.matches(key));
  return {
    select,
    getRank: (key) => rankEntry(key)?.rank,
    getRankKey: (key) => rankEntry(key)?.key,
    granularity: { digits: details.digits, layers: layers.requested },
    findings,
  };
}

/** Which digits matter, refined by every pattern and name. */
interface DigitDetail {
  digits: DigitClasses | undefined;
}

type Compile = (field: string, source: string, shown?: string) => PythonPattern | undefined;

/** `exclude_modules`: a pattern for whole names, or names and suffixes. An empty one excludes nothing. */
function selection(
  field: string,
  requested: ModuleSelection | undefined,
  compile: Compile,
  details: DigitDetail,
): (key: string) => boolean {
  if (requested === undefined || requested.length === 0) return () => false;
  if (typeof requested === 'string') {
    const pattern = compile(field, requested);
    return (key) => pattern?.fullMatch(key) === true;
  }
  details.digits = refine(details.digits, getNameClasses(requested));
  const names = createSuffixSet(requested);
  return (key) => names.equals(key) || names.matchesSuffix(key);
}

/** `modules_to_save` keeps adapters off the module and everything below: `(^|.*\.)NAME($|\..*)`. */
function savedNames(names: readonly string[], compile: Compile, details: DigitDetail): (key: string) => boolean {
  details.digits = refine(details.digits, getNameClasses(names));
  const plain = new Set(names.filter((name) => /^\w+$/.test(name)));
  const patterns = names
    .filter((name) => !plain.has(name))
    .map((name) => compile('modules_to_save', `(^|.*\\.)${name}($|\\..*)`, name));
  if (names.length === 0) return () => false;
  return (key) =>
    key.split('.').some((segment) => plain.has(segment)) ||
    patterns.some((pattern) => pattern?.fullMatch(key) === true);
}

/** A key of `rank_pattern`: `re.match(rf"(.*\.)?({key})$", name)`. */
function rankPattern(key: string, compile: Compile): (name: string) => boolean {
  if (/^[A-Za-z_]\w*$/.test(key)) return (name) => name === key || name.endsWith(`.${key}`);
  const pattern = compile(`rank_pattern.${key}`, `(.*\\.)?(${key})$`, key);
  return (name) => pattern?.fullMatch(name) === true;
}

interface LayerFilter {
  /** The requested layers; undefined: all. */
  readonly requested: ReadonlySet<number> | undefined;
  readonly admits: (key: string) => boolean;
}

/**
 * `layers_to_transform`: the index of a layer is the first numbered segment after two dots
 * (`.*?\.[^.]*\.(\d+)\.`), or the one after a name of `layers_pattern`.
 */
function layerFilter(config: AdapterConfig, compile: Compile): LayerFilter {
  const requested = config.layers_to_transform;
  if (requested === undefined || (typeof requested !== 'number' && requested.length === 0)) {
    return { requested: undefined, admits: () => true };
  }
  const layers = new Set(typeof requested === 'number' ? [requested] : requested);
  const given = config.layers_pattern ?? [];
  const getIndex = given.length === 0 ? firstIndex : indexAfter(typeof given === 'string' ? [given] : given, compile);
  return {
    requested: layers,
    admits: (key) => {
      const index = getIndex(key);
      return index !== undefined && layers.has(index);
    },
  };
}

function firstIndex(key: string): number | undefined {
  const segments = key.split('.');
  const at = segments.findIndex((segment, place) => place >= 2 && place < segments.length - 1 && /^\d+$/.test(segment));
  return at === -1 ? undefined : Number(segments[at]);
}

function indexAfter(names: readonly string[], compile: Compile): (key: string) => number | undefined {
  const patterns = names.map((name) => compile('layers_pattern', `(?:.*\\.)?(?:${name})`, name));
  return (key) => {
    const segments = key.split('.');
    for (const pattern of patterns) {
      for (let at = 1; at < segments.length - 1; at += 1) {
        if (!/^\d+$/.test(segments[at] ?? '')) continue;
        if (pattern?.fullMatch(segments.slice(0, at).join('.')) === true) return Number(segments[at]);
      }
    }
    return undefined;
  };
}

function patternFinding(
  field: string,
  pattern: string,
  result: Extract<ReturnType<typeof compilePythonPattern>, { readonly ok: false }>,
): Finding {
  const code = result.unsupported ? 'unsupported-pattern' : 'invalid-pattern';
  const message = say(result.unsupported ? 'unsupported' : 'invalid', { pattern, reason: result.reason });
  return { code, severity: 'error', field, message, advice: say('listInstead') };
}
