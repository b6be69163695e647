import { describe, expect, it } from 'vitest';
import { calls, fixed, problems } from './check.ts';

describe('punctuation that is not ASCII', () => {
  it.each([
    ['f（a=1）', ['1:（ -> (', '5:） -> )'], 'f(a=1)'],
    ['f（a=1)', ['1:（ -> ('], 'f(a=1)'],
    ['f(a＝1)', ['3:＝ -> ='], 'f(a=1)'],
    ['f(a=1，b=2)', ['5:， -> , '], 'f(a=1, b=2)'],
    ['f(a=1， b=2)', ['5:， -> ,'], 'f(a=1, b=2)'],
    ['f(a=1、b=2)', ['5:、 -> , '], 'f(a=1, b=2)'],
    ['f(a=1；b=2)', ['5:； -> , '], 'f(a=1, b=2)'],
    ['f(a=1;b=2)', ['5:; -> , '], 'f(a=1, b=2)'],
    ['f(a: 1)', ['3::  -> ='], 'f(a=1)'],
    ['f(a:1)', ['3:: -> ='], 'f(a=1)'],
    ['f(a：1)', ['3:： -> ='], 'f(a=1)'],
    ['f(a=“x”)', ['4:“x” -> "x"'], 'f(a="x")'],
    ['f(a=”x”)', ['4:”x” -> "x"'], 'f(a="x")'],
    ['f(a=‘x’)', ['4:‘x’ -> "x"'], 'f(a="x")'],
    ['f(a=「x」)', ['4:「x」 -> "x"'], 'f(a="x")'],
    ['f(a=『x』)', ['4:『x』 -> "x"'], 'f(a="x")'],
    ['f(a=“他说“好””)', ['4:“他说“好”” -> "他说“好”"'], 'f(a="他说“好”")'],
    ['f(a=“say "hi"”)', ['4:“say "hi"” -> "say \\"hi\\""'], 'f(a="say \\"hi\\"")'],
    ['f(a=‘it’s’, b=2)', ['4:‘it’s’ -> "it’s"'], 'f(a="it’s", b=2)'],
    ['f(a=“x", b=2)', ['4:“x" -> "x"'], 'f(a="x", b=2)'],
    ['f(a=[“x”，“y”])', ['5:“x” -> "x"', '8:， -> , ', '9:“y” -> "y"'], 'f(a=["x", "y"])'],
    ['f(a={“k”：1})', ['5:“k” -> "k"', '8:： -> : '], 'f(a={"k": 1})'],
    ['f(a={‘k’: 1})', ['5:‘k’ -> "k"'], 'f(a={"k": 1})'],
    ['`f(a=1)`', ['0:` -> ', '7:` -> '], 'f(a=1)'],
    ['`f(a=1)`。', ['0:` -> ', '7:` -> ', '8:。 -> '], 'f(a=1)'],
    ['f(a=1)。', ['6:。 -> '], 'f(a=1)'],
    ['f(a=1).', ['6:. -> '], 'f(a=1)'],
    ['f(a=1);', ['6:; -> '], 'f(a=1)'],
    ['f(a=1)；', ['6:； -> '], 'f(a=1)'],
    ['f(a=1)，', ['6:， -> '], 'f(a=1)'],
    ['f(a=1,\u3000b=2)', ['6:\u3000 ->  '], 'f(a=1, b=2)'],
    ['f(a=1,\u00a0b=2)', ['6:\u00a0 ->  '], 'f(a=1, b=2)'],
    ['f(a=1,\u200bb=2)', ['6:\u200b -> '], 'f(a=1,b=2)'],
    ['f(a=1,\ufeffb=2)', ['6:\ufeff -> '], 'f(a=1,b=2)'],
    ['f(a\u3000=\u30001)', ['3:\u3000 ->  ', '5:\u3000 ->  '], 'f(a = 1)'],
    ['\ufefff(a=1)', ['0:\ufeff -> '], 'f(a=1)'],
    ['f("a": 1)', ['2:"a":  -> a='], 'f(a=1)'],
    ['f("a"=1)', ['2:"a"= -> a='], 'f(a=1)'],
    ['f(“a”：1)', ['2:“a”： -> a='], 'f(a=1)'],
    ['[f(a=1)，g(b=2)]', ['7:， -> , '], '[f(a=1), g(b=2)]'],
    [
      '{“name”: “f”，“arguments”: {}}',
      ['1:“name” -> "name"', '9:“f” -> "f"', '12:， -> , ', '13:“arguments” -> "arguments"'],
      '{"name": "f", "arguments": {}}',
    ],
  ])('%j', (text, expected, corrected) => {
    expect(problems(text)).toEqual(expected);
    expect(fixed(text)).toBe(corrected);
    expect(problems(corrected)).toEqual([]);
    expect(calls(corrected)).toEqual(calls(text));
  });

  it.each(['f(a="（，：“”。）")', 'f(a="x　y")', '\u3000\u3000f(a=1)', 'f(a=1)\u3000', 'f(a="它说：‘好’")'])(
    'is content or nothing in %j',
    (text) => {
      expect(calls(text)).toHaveLength(1);
      expect(problems(text)).toEqual([]);
    },
  );

  it('is said of the call it belongs to', () => {
    expect(problems('f(a=1)。\ng(b：2)')).toEqual(['6:。 -> ', '11:： -> =']);
  });
});
