import { MAX_ELISION_LENGTH } from '../../src/core/lint/analysis/elision.ts';
import { MAX_ELEMENT_LENGTH } from '../../src/core/parser/calls/notations/toolTag.ts';
import { MAX_PLACEHOLDER_LENGTH } from '../../src/core/parser/calls/placeholders.ts';
import { MAX_PREAMBLE } from '../../src/core/parser/turns/tokenTurns.ts';
import { MAX_CLAUSE_LENGTH } from '../../src/core/procedures/clauses/readMoves.ts';
import { MAX_SENTENCE_LENGTH } from '../../src/core/procedures/memoized.ts';
import { MAX_ANNOUNCEMENT_LENGTH, MAX_TITLE_LENGTH } from '../../src/core/procedures/roles/titles.ts';

/** Where patterns may take time that grows faster than their input, because that input is short. */
export interface Bound {
  /** A file, or a folder that ends with `/`. */
  readonly path: string;
  readonly input: string;
  /** The characters that the code there gives a pattern at most; undefined where only the kind of the input bounds it. */
  readonly longest?: number;
}

/** Elsewhere every pattern must be linear, and an exponential one is refused everywhere. */
export const KNOWN_BOUNDS: readonly Bound[] = [
  { path: 'src/cli/usageMessage.ts', input: 'a message of the command-line parser' },
  { path: 'src/core/edits/', input: 'one block of a shot, or the front matter of a document' },
  { path: 'src/core/features/', input: 'the line at the cursor, or the block around it' },
  { path: 'src/core/lint/analysis/controlTokens.ts', input: 'one document; the pattern has no repetition without end' },
  { path: 'src/core/lint/analysis/elision.ts', input: 'a line that may be left out', longest: MAX_ELISION_LENGTH },
  { path: 'src/core/lint/rules/personal-data.ts', input: 'one mail address' },
  { path: 'src/core/lint/rules/step-numbering.ts', input: 'one step' },
  { path: 'src/core/lint/support/callEdits.ts', input: 'what is between two arguments, or 8 characters before a call' },
  { path: 'src/core/model/comments.ts', input: 'one comment' },
  { path: 'src/core/parser/calls/bareText.ts', input: 'one number without quotes' },
  {
    path: 'src/core/parser/calls/notations/jsonTags.ts',
    input: 'one tag; every repetition but that of spaces has an end',
  },
  {
    path: 'src/core/parser/calls/notations/toolAndInput.ts',
    input: 'one tag; every repetition but that of spaces has an end',
  },
  { path: 'src/core/parser/calls/notations/toolTag.ts', input: 'one element', longest: MAX_ELEMENT_LENGTH },
  { path: 'src/core/parser/calls/placeholders.ts', input: 'one placeholder', longest: MAX_PLACEHOLDER_LENGTH },
  { path: 'src/core/parser/context/', input: 'one label, or the line of a title' },
  { path: 'src/core/parser/turns/tokenTurns.ts', input: 'the beginning of a document', longest: MAX_PREAMBLE },
  { path: 'src/core/parser/vocabulary.ts', input: 'one label of the project file' },
  { path: 'src/core/parser/turns/tokenFamilies.ts', input: 'one document; every repetition has an end' },
  { path: 'src/core/procedures/clauses/answers.ts', input: 'one sentence', longest: MAX_SENTENCE_LENGTH },
  { path: 'src/core/procedures/clauses/', input: 'one clause', longest: MAX_CLAUSE_LENGTH },
  { path: 'src/core/procedures/flow/moves.ts', input: 'the condition of a clause', longest: MAX_CLAUSE_LENGTH },
  { path: 'src/core/procedures/flow/', input: 'one sentence', longest: MAX_SENTENCE_LENGTH },
  { path: 'src/core/procedures/procedureFrontMatter.ts', input: 'the front matter of a procedure' },
  { path: 'src/core/procedures/read/', input: 'one line of a procedure' },
  {
    path: 'src/core/procedures/roles/titles.ts',
    input: 'a title, or the end of an announcement',
    longest: Math.max(MAX_TITLE_LENGTH, MAX_ANNOUNCEMENT_LENGTH),
  },
  { path: 'src/core/procedures/roles/', input: 'one step; every repetition has an end' },
  { path: 'src/core/procedures/stepWords.ts', input: 'one step; every repetition has an end' },
  { path: 'src/core/procedures/steps/', input: 'one step; every repetition but that of spaces has an end' },
  { path: 'src/core/schemas/', input: 'one name or pattern of a tool file' },
  { path: 'src/core/text/source/plainYaml.ts', input: 'the line that begins a block scalar' },
  { path: 'src/core/text/source/yamlText.ts', input: 'a message of the YAML parser' },
  { path: 'src/core/workspace/', input: 'one line of a document' },
  { path: 'src/datasets/conversation/shotContext.ts', input: 'the words of one block' },
  { path: 'src/datasets/tokens/tokenCounter.ts', input: 'one number' },
  { path: 'src/evaluation/cases/blockSource.ts', input: 'the closing tag of one block' },
  { path: 'src/evaluation/run/failureDraft.ts', input: 'one message' },
  { path: 'src/extension/agentTools/answers.ts', input: 'one call of an agent' },
  { path: 'src/extension/procedureImport/pastedText.ts', input: 'the title of a pasted text' },
  { path: 'src/finetuning/', input: 'one word, line or token of a training file' },
  { path: 'src/generation/document/', input: 'one line of a draft' },
  { path: 'src/generation/plan/', input: 'one line of a procedure or of a requirement' },
  { path: 'src/generation/prices.ts', input: 'the name of a model' },
  { path: 'src/generation/privacy/', input: 'one request, which the token limit of the model bounds' },
  { path: 'src/generation/reply/', input: 'one reply, which its token limit bounds' },
  { path: 'src/generation/scaffold/', input: 'one step of a procedure' },
  { path: 'src/models/', input: 'an address, a header or an error message of a server' },
  { path: 'src/toolServers/configuration.ts', input: 'one entry of a configuration' },
  { path: 'webview/format.ts', input: 'one number' },
];
