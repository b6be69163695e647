/** What a panel's state amounts to: computed by the page while a slider moves, and by the extension for Markdown. */
import { type Language, type Message, renderMessage } from '../core/index.ts';
import {
  compareCosts,
  type Finding,
  layerCake,
  type MemoryEstimate,
  type MemoryLine,
  type ModelTree,
  type Outcome,
  overviewOf,
  type SweepPoint,
  sweepOf,
  targetNames,
  totalParameters,
} from '../finetuning/index.ts';
import { lastAnswer } from './lastAnswer.ts';
import type {
  ConfigurationView,
  PanelConfiguration,
  PanelFinding,
  PanelMemory,
  PanelMemoryLine,
  PanelState,
  PanelView,
} from './lora.ts';

/** Computes everything the page shows for a state and its model, with every text in one language. */
export type PanelViewer = (state: PanelState, model: Outcome<ModelTree>, language: Language) => PanelView;

/**
 * A viewer that remembers its last answers. A slider changes one field of one configuration: the other configurations,
 * the cost and the sweep over all ranks stay as they are, and keep their identity for whoever draws them.
 */
export function createViewer(): PanelViewer {
  const model = lastAnswer(modelView);
  const cost = lastAnswer(costView);
  const configurations = Array.from({ length: 4 }, createConfigurationViewer);
  return (state, outcome, language) => ({
    model: model(state.model.name, outcome, language),
    configurations: state.configurations.map((configuration, at) =>
      outcome.ok
        ? (configurations[at] ?? createConfigurationViewer())(outcome.value, configuration, state.gpus, language)
        : { findings: [] },
    ),
    cost: cost(state.cost, language),
  });
}

function costView(inputs: PanelState['cost'], language: Language): PanelView['cost'] {
  const cost = compareCosts(inputs);
  return { findings: cost.findings.map(shown(language)), ...(cost.ok ? { result: cost.value } : {}) };
}

function modelView(name: string, model: Outcome<ModelTree>, language: Language): PanelView['model'] {
  const findings = model.findings.map(shown(language));
  if (!model.ok) {
    return { name, className: '', parameters: 0, targets: [], tied: false, askMoe: false, findings };
  }
  const tree = model.value;
  return {
    name: tree.name,
    className: tree.className || tree.modelType,
    parameters: totalParameters(tree),
    targets: targetNames(tree),
    tied: tree.tied,
    askMoe: tree.experts?.layoutDependsOnVersion ?? false,
    findings,
  };
}

function createConfigurationViewer() {
  const sweep = createSweeper();
  return lastAnswer(
    (
      model: ModelTree,
      { adapter, memory: options }: Pick<PanelConfiguration, 'adapter' | 'memory'>,
      gpus: PanelState['gpus'],
      language: Language,
    ): ConfigurationView => {
      const outcome = overviewOf(model, adapter, options, gpus);
      const findings = outcome.findings.map(shown(language));
      // A cake without sauce: what is wrong can be mended there.
      if (!outcome.ok) return { findings, cake: layerCake(model) };
      const { count, cake, memory } = outcome.value;
      const shownMemory = memory === undefined ? {} : { memory: memoryView(memory, language) };
      return { findings, count, cake, sweep: sweep(model, adapter), ...shownMemory };
    },
  );
}

/** The sweep over all ranks is the same for every rank, and a slider asks for it at each of them. */
function createSweeper(): (model: ModelTree, adapter: PanelConfiguration['adapter']) => readonly SweepPoint[] {
  let last: { model: ModelTree; key: string; points: readonly SweepPoint[] } | undefined;
  return (model, adapter) => {
    const { r: _, init_r: __, ...rest } = adapter;
    const key = JSON.stringify(rest);
    if (last?.model !== model || last.key !== key) last = { model, key, points: sweepOf(model, adapter) };
    return last.points;
  };
}

function memoryView(memory: MemoryEstimate, language: Language): PanelMemory {
  const line = ({ label, source, ...rest }: MemoryLine): PanelMemoryLine => ({
    ...rest,
    label: renderMessage(label, language),
    source: renderMessage(source, language),
  });
  return { ...memory, training: memory.training.map(line), disk: memory.disk.map(line) };
}

function shown(language: Language): (finding: Finding) => PanelFinding {
  const text = (message: Message) => renderMessage(message, language);
  return ({ code, severity, field, message, advice }) => ({
    code,
    severity,
    field,
    message: text(message),
    ...(advice === undefined ? {} : { advice: text(advice) }),
  });
}
