/** The results for a panel's state: computed by the page while a slider moves, and by the extension for Markdown. */
import { type Language, type Message, renderMessage } from '../core/index.ts';
import {
  activeParameters,
  buildLayerMap,
  type CostInputs,
  compareCosts,
  describeMultimodalDefault,
  type Finding,
  getOverview,
  getRankSweep,
  getTrainedParts,
  type MemoryEstimate,
  type MemoryLine,
  type ModelTree,
  type Outcome,
  type SweepPoint,
  targetNames,
  totalParameters,
  trainingFormats,
} from '../finetuning/index.ts';
import type {
  ConfigurationView,
  PanelConfiguration,
  PanelFinding,
  PanelMemory,
  PanelMemoryLine,
  PanelState,
  PanelView,
} from './lora.ts';
import { memoizeLast } from './memoizeLast.ts';

/** Computes everything the page shows for a state and its model, in one language. */
export type PanelViewer = (state: PanelState, model: Outcome<ModelTree>, language: Language) => PanelView;

/**
 * A viewer that caches its last results. A slider changes one field of one configuration: the other configurations, the
 * cost and the rank sweep stay the same and keep their identity for rendering.
 */
export function createViewer(): PanelViewer {
  const model = memoizeLast(modelView);
  const cost = memoizeLast(costView);
  const inputs = memoizeLast(withModelParameters);
  const configurations = Array.from({ length: 4 }, createConfigurationViewer);
  return (state, outcome, language) => ({
    model: model(state.model.name, outcome, language),
    configurations: state.configurations.map((configuration, at) =>
      outcome.ok
        ? (configurations[at] ?? createConfigurationViewer())(outcome.value, configuration, state.gpus, language)
        : { findings: [] },
    ),
    cost: cost(inputs(state.cost, state.ownParameters === true ? undefined : outcome), language),
  });
}

/** The cost inputs with the active parameters of the model; no number while there is no model. */
function withModelParameters(cost: CostInputs, model: Outcome<ModelTree> | undefined): CostInputs {
  if (model === undefined || cost.training.kind === 'sum') return cost;
  const parameters = model.ok ? activeParameters(model.value) : Number.NaN;
  return { ...cost, training: { ...cost.training, activeParameters: parameters } };
}

function costView(inputs: CostInputs, language: Language): PanelView['cost'] {
  const cost = compareCosts(inputs);
  const findings = cost.findings.map(createFindingRenderer(language));
  return { inputs, findings, ...(cost.ok ? { result: cost.value } : {}) };
}

function modelView(name: string, model: Outcome<ModelTree>, language: Language): PanelView['model'] {
  const findings = model.findings.map(createFindingRenderer(language));
  if (!model.ok) {
    const unknown = { className: '', parameters: 0, targets: [], tied: false, askMoe: false, askVersion: false };
    return { ...unknown, name, trainerDefaults: {}, findings };
  }
  const tree = model.value;
  return {
    name: tree.name,
    className: tree.className || tree.modelType,
    parameters: totalParameters(tree),
    targets: targetNames(tree),
    tied: tree.tied,
    askMoe: tree.experts?.layoutDependsOnVersion ?? false,
    askVersion: tree.otherVersion !== undefined,
    trainerDefaults: tree.multimodal === undefined ? {} : getTrainerDefaults(language),
    findings,
  };
}

function getTrainerDefaults(language: Language): PanelView['model']['trainerDefaults'] {
  const texts = trainingFormats.map(
    (format) => [format, renderMessage(describeMultimodalDefault(format), language)] as const,
  );
  return Object.fromEntries(texts);
}

function createConfigurationViewer() {
  const sweep = createSweeper();
  return memoizeLast(
    (
      model: ModelTree,
      { adapter, memory: options }: Pick<PanelConfiguration, 'adapter' | 'memory'>,
      gpus: PanelState['gpus'],
      language: Language,
    ): ConfigurationView => {
      const outcome = getOverview(model, adapter, options, gpus);
      const findings = outcome.findings.map(createFindingRenderer(language));
      // The layer map without an adapter, so that the user can fix the targets there.
      if (!outcome.ok) return { findings, layerMap: buildLayerMap(model) };
      const { count, layerMap, memory } = outcome.value;
      const shownMemory = memory === undefined ? {} : { memory: memoryView(memory, language) };
      const parts = getTrainedParts(model, count);
      const shownParts = parts === undefined ? {} : { parts };
      return { findings, count, layerMap, sweep: sweep(model, adapter), ...shownMemory, ...shownParts };
    },
  );
}

/** The sweep is the same for every rank, and a slider requests it at each of them. */
function createSweeper(): (model: ModelTree, adapter: PanelConfiguration['adapter']) => readonly SweepPoint[] {
  let last: { model: ModelTree; key: string; points: readonly SweepPoint[] } | undefined;
  return (model, adapter) => {
    const { r: _, init_r: __, ...rest } = adapter;
    const key = JSON.stringify(rest);
    if (last?.model !== model || last.key !== key) last = { model, key, points: getRankSweep(model, adapter) };
    return last.points;
  };
}

function memoryView(memory: MemoryEstimate, language: Language): PanelMemory {
  const line = ({ label, source, ...rest }: MemoryLine): PanelMemoryLine => ({
    ...rest,
    label: renderMessage(label, language),
    source: renderMessage(source, language),
  });
  const { cardsFit, ...rest } = memory;
  const answer = cardsFit && { ...cardsFit, answer: renderMessage(cardsFit.answer, language) };
  return {
    ...rest,
    training: memory.training.map(line),
    disk: memory.disk.map(line),
    ...(answer === undefined ? {} : { cardsFit: answer }),
  };
}

function createFindingRenderer(language: Language): (finding: Finding) => PanelFinding {
  const text = (message: Message) => renderMessage(message, language);
  return ({ code, severity, field, message, advice }) => ({
    code,
    severity,
    field,
    message: text(message),
    ...(advice === undefined ? {} : { advice: text(advice) }),
  });
}
