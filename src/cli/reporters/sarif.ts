import type { Log, ReportingDescriptor, Result } from 'sarif';
import type { Diagnostic, Range, RuleInfo, Severity } from '../../core/index.ts';
import { escapeJsonControls } from '../../core/index.ts';
import type { Reporter } from './reporter.ts';

const LEVEL = { error: 'error', warning: 'warning', info: 'note', hint: 'note' } as const satisfies Record<
  Severity,
  string
>;

/** SARIF 2.1.0 (OASIS), with file paths relative to the source root. */
export function createSarifReporter(
  write: (text: string) => void,
  rules: readonly RuleInfo[],
  version: string,
): Reporter {
  const results: Result[] = [];
  const indexOf = new Map(rules.map((rule, index) => [rule.id, index]));
  return {
    file: ({ path, diagnostics }) => {
      for (const diagnostic of diagnostics) results.push(result(path, diagnostic, indexOf.get(diagnostic.rule)));
    },
    end: () => write(`${escapeJsonControls(JSON.stringify(log(results, rules, version), undefined, 2))}\n`),
  };
}

function log(results: Result[], rules: readonly RuleInfo[], version: string): Log {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'SOP Shots', semanticVersion: version, rules: rules.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  };
}

function descriptor(rule: RuleInfo): ReportingDescriptor {
  const off = rule.defaultSeverity === 'off';
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    defaultConfiguration: {
      enabled: !off,
      level: rule.defaultSeverity === 'off' ? 'none' : LEVEL[rule.defaultSeverity],
    },
    properties: { group: rule.group },
  };
}

function result(path: string, diagnostic: Diagnostic, ruleIndex: number | undefined): Result {
  return {
    ruleId: diagnostic.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVEL[diagnostic.severity],
    message: { text: diagnostic.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: {
            uri: path
              .replace(/\p{Surrogate}/gu, '\uFFFD')
              .split('/')
              .map(encodeURIComponent)
              .join('/'),
            uriBaseId: '%SRCROOT%',
          },
          region: region(diagnostic.range),
        },
      },
    ],
  };
}

/** SARIF counts lines and columns from one. */
function region(range: Range) {
  return {
    startLine: range.start.line + 1,
    startColumn: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
  };
}
