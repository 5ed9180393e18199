import { expect, it } from 'vitest';
import type { TimelineEntry, TimelineLine } from '../../engine/account/timeline.ts';
import { whyNot } from '../../engine/diff/effect/why-not.ts';
import { email, escalate, usedProjects } from '../journey/plain-journey.ts';

const linesOf = (...entries: TimelineEntry[]): TimelineLine[] =>
  entries.map((entry, n) => ({
    at: `2026-03-0${n + 1}T10:00:00Z`,
    account: 'acme',
    journey: 'onboarding',
    enrollment: 'one',
    key: String(n),
    entry,
  }));
const enrolled: TimelineEntry = { type: 'enrolled', trigger: 'Account Created' };
const heldOut = { ...enrolled, holdout: 'journey' } as const;
const completed: TimelineEntry = { type: 'completed' };
const left: TimelineEntry = { type: 'exited', reason: 'Account Deleted' };
const inControlGroup = 'the account is in the control group';

it.each([
  ['a task, through to the end', [enrolled, completed], escalate('call'), 'the account went another way'],
  ['a task, held out', [heldOut, completed], escalate('call'), inControlGroup],
  ['a task with a condition, held out', [heldOut, completed], escalate('call', { when: usedProjects }), inControlGroup],
  ['a task, held out by the policy', [{ ...heldOut, holdout: 'policy' }], escalate('call'), inControlGroup],
  ['a task, held out and left since', [heldOut, left], escalate('call'), inControlGroup],
  [
    'a touch that the contact opted out of, held out',
    [
      heldOut,
      { type: 'touch', step: 'tips', channel: 'email', outcome: 'skipped', reason: 'unsubscribed', to: 'ada' },
      completed,
    ],
    email('tips'),
    'the contact opted out of the topic',
  ],
] as const)('%s: why it did not happen', (_, entries, step, why) => {
  expect(whyNot(linesOf(...entries), step.id, step)).toBe(why);
});
