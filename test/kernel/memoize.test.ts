import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memoize } from '../../engine/kernel/memoize.ts';

const part = fc.oneof(fc.constantFrom('a', 'b', 'a b', '', '1'), fc.constantFrom(1, 2));
const questions = fc.array(fc.array(part, { maxLength: 3 }), { maxLength: 40 });

it('answers as the function does, however many parts a question has and whatever was asked before', () => {
  fc.assert(
    fc.property(questions, fc.integer({ min: 1, max: 8 }), (asked, most) => {
      const ask = (...question: (string | number)[]) => JSON.stringify(question);
      const remembered = memoize(ask, most);
      for (const question of asked) expect(remembered(...question)).toBe(ask(...question));
    }),
  );
});

it('asks once what it remembers, and anew what it had no room for', () => {
  const asked: string[] = [];
  const ask = memoize((of: string, at: number) => `${asked.push(of)} ${at}`, 2);
  const answers = [ask('a', 1), ask('a', 2), ask('a', 1), ask('b', 1), ask('a', 1)];
  expect(asked).toEqual(['a', 'a', 'b', 'a']);
  expect(answers).toEqual(['1 1', '2 2', '1 1', '3 1', '4 1']);
});
