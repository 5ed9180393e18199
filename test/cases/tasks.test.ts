import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import {
  account,
  paymentFailed,
  promptAction,
  signup,
  subscriptionCanceled,
  taskAction,
} from '../support/recorded-events.ts';

const failed = '2026-03-02T10:00:00Z';
const again = '2026-03-06T10:00:00Z';
/** All of the pool but Tom, who is in London, are at work. */
const afternoon = '2026-03-02T18:00:00Z';
/** Tom alone is. */
const early = '2026-03-05T10:00:00Z';
/** The processor stops retrying after some attempts, and reports it at once. */
const last = { attempt_count: 4 };
const payer = (id: string, traits: Record<string, unknown> = {}) =>
  account(id, '2026-02-20T10:00:00Z', { arr: 9000, ...traits });

let played: PlayedCase;

beforeAll(async () => {
  played = await playCase(
    [
      ...payer('worked-on'),
      paymentFailed('worked-on', failed, null, last),
      taskAction('worked-on', 'payment-escalation', 'acknowledge', '2026-03-02T14:15:16Z'),
      taskAction('worked-on', 'payment-escalation', 'snooze', '2026-03-03T09:00:00Z', {
        until: '2026-03-05T09:00:00Z',
      }),
      taskAction('worked-on', 'payment-escalation', 'resolve', '2026-03-05T12:00:00Z', { outcome: 'plan_agreed' }),
      taskAction('worked-on', 'payment-escalation', 'resolve', '2026-03-05T12:00:01Z', { outcome: 'duplicate' }),
      ...payer('fails-again'),
      paymentFailed('fails-again', failed, null, last),
      taskAction('fails-again', 'payment-escalation', 'resolve', '2026-03-05T12:00:00Z', {
        outcome: 'contacted_recovering',
      }),
      paymentFailed('fails-again', again, null, { attempt_count: 5 }),
      ...payer('signal'),
      paymentFailed('signal', failed, null, last),
      paymentFailed('signal', again, null, { ...last, amount_due: 700 }, 2),
      ...payer('pool-a', { owner: undefined }),
      paymentFailed('pool-a', afternoon, null, last),
      ...payer('pool-b', { owner: undefined }),
      paymentFailed('pool-b', afternoon, null, last),
      ...payer('pool-early', { owner: undefined }),
      paymentFailed('pool-early', early, null, last),
      // Seven payments fail for Tom within seven minutes, the last one of a large account.
      ...[1, 2, 3, 4, 5, 6, 7].flatMap(minute => [
        ...payer(`toms-${minute}`, { owner: 'tom', arr: minute === 7 ? 15_001 : 9000 }),
        paymentFailed(`toms-${minute}`, `2026-03-02T10:0${minute}:00Z`, null, last),
      ]),
      ...signup('prompted', '2026-03-02T10:00:00Z'),
      promptAction('prompted', 'prompted-ada', 'core-workflow-tour', 'seen', '2026-03-05T10:00:00Z'),
      promptAction('prompted', 'prompted-ada', 'core-workflow-tour', 'clicked', '2026-03-05T10:00:07Z'),
      ...signup('bounced', '2026-03-02T10:00:00Z').map(event =>
        event.type === 'identify'
          ? { ...event, traits: { email: 'bounce@simulator.amazonses.com', role: 'admin' } }
          : event,
      ),
      ...signup('complained', '2026-03-02T10:00:00Z').map(event =>
        event.type === 'identify'
          ? { ...event, traits: { email: 'complaint@simulator.amazonses.com', role: 'admin' } }
          : event,
      ),
      ...signup('gone', '2026-03-02T10:00:00Z'),
      subscriptionCanceled('gone', '2026-03-02T10:00:00Z'),
      taskAction('nobody', 'payment-escalation', 'acknowledge', '2026-03-02T14:15:16Z'),
    ],
    { journeys: ['onboarding', 'renewal', 'payment-recovery'] },
  );
});

const tasks = (id: string) => played.of(id).filter(line => line.includes(': task '));

test('what a CSM does with a task is told when it is done', () => {
  expect(tasks('worked-on')).toEqual([
    '2026-03-02T10:00:00Z payment-escalation: task opened, severity 2, maya',
    '2026-03-02T14:15:16Z payment-escalation: task acknowledged, severity 2, maya',
    '2026-03-03T09:00:00Z payment-escalation: task snoozed, severity 2, maya',
    '2026-03-05T09:00:00Z payment-escalation: task updated, severity 2, maya',
    '2026-03-05T12:00:00Z payment-escalation: task resolved, severity 2, maya, plan_agreed',
  ]);
});

test('a task that was resolved is not opened again by the same enrollment', () => {
  expect(tasks('fails-again')).toEqual([
    '2026-03-02T10:00:00Z payment-escalation: task opened, severity 2, maya',
    '2026-03-03T14:00:00Z payment-escalation: task breached, severity 2, ruth',
    '2026-03-05T12:00:00Z payment-escalation: task resolved, severity 2, ruth, contacted_recovering',
  ]);
  expect(played.of('fails-again').at(-1)).toBe('2026-03-16T09:00:00Z completed payment-recovery');
});

test('a second signal of the same kind goes to the task that is open', () => {
  expect(tasks('signal').map(line => line.slice(0, 60))).toEqual([
    '2026-03-02T10:00:00Z payment-escalation: task opened, severi',
    '2026-03-03T14:00:00Z payment-escalation: task breached, seve',
    '2026-03-06T10:00:00Z payment-escalation: task updated, sever',
  ]);
});

test('tasks without an owner go round the pool, to whoever has the fewest', () => {
  // Maya owns the tasks of the other accounts.
  expect(tasks('pool-a')[0]).toBe('2026-03-02T18:00:00Z payment-escalation: task opened, severity 2, jonas');
  expect(tasks('pool-b')[0]).toBe('2026-03-02T18:00:00Z payment-escalation: task opened, severity 2, priya');
});

test('tasks without an owner go to a member of the pool at work, however many that one has', () => {
  expect(tasks('pool-early')[0]).toBe('2026-03-05T10:00:00Z payment-escalation: task opened, severity 2, tom');
});

test('five tasks at a time press a CSM; the sixth waits for the digest of Monday, but not one of highest severity', () => {
  const breached = (number: number) => tasks(`toms-${number}`)[1];
  for (const number of [1, 2, 3, 4, 5])
    expect(breached(number)).toBe('2026-03-03T11:00:00Z payment-escalation: task breached, severity 2, ruth');
  expect(breached(6)).toBe('2026-03-10T09:00:00Z payment-escalation: task breached, severity 2, ruth');
  expect(breached(7)).toBe('2026-03-02T15:00:00Z payment-escalation: task breached, severity 1, ruth');
});

test('an address that bounced or complained gets no further mail, and the line says why', () => {
  for (const id of ['bounced', 'complained']) {
    expect(played.of(id)).toContain(`2026-03-02T10:00:00Z welcome: email sent to ${id}-ada`);
    expect(played.of(id)).toContain(`2026-03-09T09:00:00Z first-project: email skipped to ${id}-ada, suppressed`);
    expect(played.of(id)).toContain(`2026-03-16T09:00:00Z power-user-webinar: email skipped to ${id}-ada, suppressed`);
  }
});

test('nothing is lost on the way', () => {
  expect(played.rejected).toEqual([]);
  expect(played.faults).toEqual([]);
});
