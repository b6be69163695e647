import { type Language, type Message, renderMessage } from '../../core/index.ts';
import {
  compareCosts,
  type Finding,
  type MemoryEstimate,
  type MemoryLine,
  type ModelTree,
  type Outcome,
  overviewOf,
  targetNames,
  totalParameters,
} from '../../finetuning/index.ts';
import type {
  ConfigurationView,
  PanelConfiguration,
  PanelFinding,
  PanelMemory,
  PanelMemoryLine,
  PanelState,
  PanelView,
} from '../../protocol/lora.ts';

/** Everything the page shows for a state, with every text in one language. */
export function viewOf(state: PanelState, model: Outcome<ModelTree>, language: Language): PanelView {
  const cost = compareCosts(state.cost);
  return {
    model: modelView(state, model, language),
    configurations: state.configurations.map((configuration) =>
      model.ok ? configurationView(model.value, configuration, state, language) : { findings: [] },
    ),
    cost: { findings: cost.findings.map(shown(language)), ...(cost.ok ? { result: cost.value } : {}) },
  };
}

function modelView(state: PanelState, model: Outcome<ModelTree>, language: Language): PanelView['model'] {
  const findings = model.findings.map(shown(language));
  if (!model.ok) {
    return { name: state.model.name, className: '', parameters: 0, targets: [], tied: false, askMoe: false, findings };
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

function configurationView(
  model: ModelTree,
  configuration: PanelConfiguration,
  state: PanelState,
  language: Language,
): ConfigurationView {
  const outcome = overviewOf(model, configuration.adapter, configuration.memory, state.gpus);
  const findings = outcome.findings.map(shown(language));
  if (!outcome.ok) return { findings };
  const { count, cake, memory, sweep } = outcome.value;
  return { findings, count, cake, sweep, ...(memory === undefined ? {} : { memory: memoryView(memory, language) }) };
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
