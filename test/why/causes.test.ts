import { expect, test } from 'vitest';
import { evaluateEvent } from '../../engine/account/evaluate-event.ts';
import { describeEvent, describeExit } from '../../engine/why/describe-causes.ts';

test.each([
  ['subscription.canceled', 'left on May 5 because of "subscription canceled"'],
  ['Account Deleted', 'left on May 5 because of "Account Deleted"'],
  ['signup', 'left on May 5 because of "signup"'],
  ['signal.cleared', 'left on May 5, as what it entered for was over'],
  ['stopped', 'left on May 5, as one of us stopped it'],
  ['still-yellow', 'left on May 5 (still yellow)'],
])('an account that left because of %s is said to have left in words', (reason, words) => {
  expect(describeExit(reason, ' on May 5')).toBe(words);
});

test.each([
  [evaluateEvent, 'a regular check'],
  ['payment.failed', '"payment failed"'],
])('a decision by %s names it in words', (event, words) => {
  expect(describeEvent(event)).toBe(words);
});
