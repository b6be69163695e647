/** What few sessions use: on desktops and servers a file of its own (esbuild.mjs), read when it is first needed. */
export * as agentAnswers from './agentTools/answers.ts';
export { registerLoraPanel } from './lora/panel.ts';
