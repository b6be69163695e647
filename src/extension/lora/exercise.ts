import { type Language, renderMessage } from '../../core/index.ts';
import { courseExercise } from '../../finetuning/index.ts';
import type { PanelState, WorkedStep } from '../../protocol/index.ts';

/** The state with the course exercise: the model, one configuration, and the steps of its calculation. */
export function withCourseExercise(
  state: PanelState,
  language: Language,
): { readonly state: PanelState; readonly worked: readonly WorkedStep[] } {
  const exercise = courseExercise();
  const current = state.configurations[state.active];
  if (!exercise.ok || current === undefined) return { state, worked: [] };
  const { model, adapter, addedTokens, steps, line, remark } = exercise.value;
  const text = (message: typeof remark) => renderMessage(message, language);
  return {
    state: {
      ...state,
      model: { kind: 'catalogue', name: model },
      modelOptions: { addedTokens },
      configurations: [{ ...current, name: `R = ${adapter.r}`, adapter }],
      active: 0,
    },
    worked: [
      ...steps.map((step) => ({ label: text(step.label), formula: step.formula, value: step.value })),
      { label: text(remark), formula: line, value: undefined },
    ],
  };
}
