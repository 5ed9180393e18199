import { describe, expect, test } from 'vitest';
import { FeedbackUnreadable, readFeedback } from '../../engine/feedback/read-feedback.ts';

const base = { id: 'x1', account: 'acme', timestamp: '2026-03-02T15:00:00Z' };
const task = { ...base, type: 'task', reason: 'low-adoption', by: 'maya', action: 'acknowledge' };
const prompt = { ...base, type: 'prompt', user: 'ada', prompt: 'tour', action: 'seen' };

describe('words of closed sets', () => {
  test.each([
    [{ ...task, action: 'Acknowledge' }, { action: 'acknowledge' }],
    [{ ...task, action: ' SNOOZE ' }, { action: 'snooze' }],
    [
      { ...task, action: 'Resolve', outcome: 'Plan Agreed' },
      { action: 'resolve', outcome: 'plan_agreed' },
    ],
    [{ ...task, outcome: null }, { outcome: null }],
    [
      { ...task, action: 'Tick', step: ' ask ', done: false },
      { action: 'tick', step: 'ask', done: false },
    ],
    [{ ...task, action: 'resolve', outcome: 'duplicate', minutes: 25 }, { minutes: 25 }],
    [{ ...prompt, action: 'Dismissed ' }, { action: 'dismissed' }],
  ])('%j is understood', (said, meant) => {
    expect(readFeedback(said)).toMatchObject({ kind: 'action', action: meant });
  });

  test.each([
    [{ ...task, action: 'resolved' }, 'action: is unknown, "resolved": Did you mean "resolve"?'],
    [
      { ...task, action: 'resolve', outcome: 'saved' },
      /^outcome: is unknown, "saved": Known are "contacted_recovering"/,
    ],
    [{ ...task, action: 'resolve' }, /^outcome: is missing: give one of contacted_recovering/],
    [{ ...task, action: 'tick' }, 'step: is missing: give the id of a step of the playbook'],
    [{ ...task, action: 'tick', step: 'Ask!' }, 'step: isn’t a step of a playbook: give the id of one, such as "ask"'],
    [{ ...task, action: 'reassign' }, 'to: is missing: give the id or the address of a CSM of the team'],
    [{ ...task, action: 'resolve', outcome: 'duplicate', minutes: 0 }, 'minutes: must be at least 1 minute'],
    [{ ...task, action: undefined }, 'action: is missing: give one of acknowledge, snooze, tick, reassign, resolve'],
    [{ ...prompt, action: 7 }, 'action: must be text: give one of seen, clicked, dismissed, completed'],
    [{ ...task, by: 7 }, 'by: must be text: write it in quotes'],
  ])('%j is told, with what to write', (said, message) => {
    expect(() => readFeedback(said)).toThrow(FeedbackUnreadable);
    expect(() => readFeedback(said)).toThrow(message);
  });
});
