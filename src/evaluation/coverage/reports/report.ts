import type { Language } from '../../../core/index.ts';
import type { Coverage } from '../model.ts';

/** What a report is made from. */
export interface ReportInput {
  readonly coverage: Coverage;
  readonly language: Language;
  /** How a file is named in the report. */
  readonly pathOf: (uri: string) => string;
}
