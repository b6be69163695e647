import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/core/index.ts';
import { getShippedTemplates, TEMPLATE_NAMES, TEMPLATE_PLACES, withOverrides } from '../../../src/generation/index.ts';
import { fillTemplate, findTemplateProblems } from '../../../src/generation/prompt/template.ts';

const filled = (template: string, values = {}): string =>
  fillTemplate(template, values)
    .map(({ text }) => text)
    .join('');

describe('filling a template in', () => {
  it.each([
    ['Hello {{name}}!', { name: 'you' }, 'Hello you!'],
    ['a{{#x}} and {{x}}{{/x}}', { x: 'b' }, 'a and b'],
    ['a{{#x}} and {{x}}{{/x}}', { x: '' }, 'a'],
    ['a\n{{#x}}\nb\n{{/x}}\nc', { x: '1' }, 'a\nb\nc'],
    ['a\n{{#x}}\nb\n{{/x}}\nc', {}, 'a\nc'],
    ['{{#x}}{{#y}}both{{/y}}{{/x}}', { x: '1', y: '' }, ''],
    ['{{x}}', { x: '{{y}}', y: 'no' }, '{{y}}'],
    ['{ {x} }', { x: '1' }, '{ {x} }'],
  ])('%j with %j', (template, values, expected) => expect(filled(template, values)).toBe(expected));

  it('keeps apart what may be masked and what may not', () => {
    const parts = fillTemplate('a {{x}} b', { x: { text: 'kept', kept: true } });
    expect(parts.filter(({ kept }) => kept)).toEqual([{ text: 'kept', kept: true }]);
  });
});

describe('templates', () => {
  it.each(TEMPLATE_NAMES)('%s is sound in both languages and names the same places', (name) => {
    const places = (['en', 'zh-CN'] as const).map((language) => {
      const text = getShippedTemplates(language)[name];
      expect(findTemplateProblems(name, text, TEMPLATE_PLACES)).toEqual([]);
      return [...new Set([...text.matchAll(/\{\{[#/]?([\w-]+)\}\}/g)].map(([, place]) => place))].toSorted();
    });
    expect(places[0]).toEqual(places[1]);
  });

  it.each([
    ['{{nobody}}', 'nobody'],
    ['{{#sop}}', 'sop'],
    ['{{/sop}}', 'sop'],
    ['{{#sop}}{{/tools}}', 'tools'],
  ])('of the workspace are looked at: %s', (text, said) => {
    const { problems, templates } = withOverrides('en', { system: text });
    expect(problems.map((problem) => renderMessage(problem, 'en')).join()).toContain(said);
    expect(templates.system).toBe(text);
  });
});
