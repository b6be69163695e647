import type { Rule } from '../rule.ts';
import { ambiguousBranch } from './ambiguous-branch.ts';
import { blankLineInRound } from './blank-line-in-round.ts';
import { blockOrder } from './block-order.ts';
import { callSyntax } from './call-syntax.ts';
import { controlToken } from './control-token.ts';
import { draftMark } from './draft-mark.ts';
import { duplicateParameter } from './duplicate-parameter.ts';
import { duplicateShot } from './duplicate-shot.ts';
import { duplicateTool } from './duplicate-tool.ts';
import { elidedContent } from './elided-content.ts';
import { emptyBlock } from './empty-block.ts';
import { encoding } from './encoding.ts';
import { endlessLoop } from './endless-loop.ts';
import { fileNotFound } from './file-not-found.ts';
import { frontMatter } from './front-matter.ts';
import { incompleteShot } from './incomplete-shot.ts';
import { invalidSuppression } from './invalid-suppression.ts';
import { labelStyle } from './label-style.ts';
import { limitReached } from './limit-reached.ts';
import { mergeConflict } from './merge-conflict.ts';
import { missingAction } from './missing-action.ts';
import { missingDescription } from './missing-description.ts';
import { missingElse } from './missing-else.ts';
import { missingObservation } from './missing-observation.ts';
import { missingParameter } from './missing-parameter.ts';
import { missingThink } from './missing-think.ts';
import { nearDuplicateShot } from './near-duplicate-shot.ts';
import { noTools } from './no-tools.ts';
import { nonstandardJson } from './nonstandard-json.ts';
import { nonstandardPunctuation } from './nonstandard-punctuation.ts';
import { nonstandardType } from './nonstandard-type.ts';
import { nothingRecognised } from './nothing-recognised.ts';
import { observationSchema } from './observation-schema.ts';
import { openSlotPosition } from './open-slot-position.ts';
import { parameterFormat } from './parameter-format.ts';
import { parameterType } from './parameter-type.ts';
import { parameterValue } from './parameter-value.ts';
import { personalData } from './personal-data.ts';
import { placeholderValue } from './placeholder-value.ts';
import { planStepMismatch } from './plan-step-mismatch.ts';
import { positionalArgument } from './positional-argument.ts';
import { projectFile } from './project-file.ts';
import { providerLimits } from './provider-limits.ts';
import { roundSeparator } from './round-separator.ts';
import { ruleBroken } from './rule-broken.ts';
import { schemaInvalid } from './schema-invalid.ts';
import { secret } from './secret.ts';
import { shotBoundary } from './shot-boundary.ts';
import { shotWithoutRequest } from './shot-without-request.ts';
import { stepNumbering } from './step-numbering.ts';
import { stepOrder } from './step-order.ts';
import { stepReference } from './step-reference.ts';
import { stepUncovered } from './step-uncovered.ts';
import { strictMode } from './strict-mode.ts';
import { textOutsideBlock } from './text-outside-block.ts';
import { tokenBudget } from './token-budget.ts';
import { toolName } from './tool-name.ts';
import { unclosedFence } from './unclosed-fence.ts';
import { ungroundedArgument } from './ungrounded-argument.ts';
import { unknownKeyword } from './unknown-keyword.ts';
import { unknownLabel } from './unknown-label.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unknownTool } from './unknown-tool.ts';
import { unreachableStep } from './unreachable-step.ts';
import { unreadLine } from './unread-line.ts';
import { unresolvedRef } from './unresolved-ref.ts';
import { unusedTool } from './unused-tool.ts';

/** Every rule, in the order of the documentation: by group, the more general one first. */
export const rules: readonly Rule[] = [
  frontMatter,
  fileNotFound,
  projectFile,
  noTools,
  nothingRecognised,
  limitReached,
  encoding,
  mergeConflict,
  invalidSuppression,
  unclosedFence,
  textOutsideBlock,
  missingThink,
  missingAction,
  missingObservation,
  blockOrder,
  emptyBlock,
  shotWithoutRequest,
  incompleteShot,
  openSlotPosition,
  unknownLabel,
  elidedContent,
  planStepMismatch,
  blankLineInRound,
  roundSeparator,
  labelStyle,
  callSyntax,
  unknownTool,
  missingParameter,
  unknownParameter,
  duplicateParameter,
  parameterType,
  parameterValue,
  parameterFormat,
  positionalArgument,
  placeholderValue,
  nonstandardPunctuation,
  ungroundedArgument,
  observationSchema,
  schemaInvalid,
  unresolvedRef,
  nonstandardType,
  duplicateTool,
  toolName,
  missingDescription,
  strictMode,
  providerLimits,
  unusedTool,
  stepUncovered,
  stepOrder,
  stepNumbering,
  stepReference,
  unreachableStep,
  endlessLoop,
  missingElse,
  ambiguousBranch,
  unreadLine,
  ruleBroken,
  duplicateShot,
  nearDuplicateShot,
  personalData,
  secret,
  tokenBudget,
  unknownKeyword,
  shotBoundary,
  controlToken,
  draftMark,
  nonstandardJson,
];
