import { beforeAll, expect, test } from 'vitest';
import { metrics } from '../../engine/ports/metrics.ts';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import {
  account,
  invoicePaid,
  paymentFailed,
  signup,
  subscriptionCanceled,
  taskAction,
  track,
} from '../support/recorded-events.ts';

const start = '2026-01-05T10:00:00Z';
const on = (day: number): string => new Date(Date.parse(start) + day * 86_400_000).toISOString();

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...signup('idle', start),
      ...signup('resolving', start),
      taskAction('resolving', 'low-adoption', 'resolve', on(31), { outcome: 'plan_agreed' }),
      ...signup('leaving', start),
      subscriptionCanceled('leaving', on(5)),
      ...account('pays-late', start),
      paymentFailed('pays-late', on(1), null),
      track('pays-late', 'Limit Approached', on(2), { properties: { limit: 'storage', used: 11, allowed: 10 } }),
      invoicePaid('pays-late', on(4)),
    ],
    { journeys: ['onboarding', 'payment-recovery', 'storage-tier'], until: on(60) },
  );
});

const sumOf = (metric: string, by?: string): number =>
  played.metrics.get(`Daymark ${metric} environment=daymark${by ? ` ${by}` : ''}`) ?? 0;

const linesWith = (test: (entry: PlayedCase['lines'][number]['entry']) => boolean): number =>
  played.lines.filter(({ entry }) => test(entry)).length;

test('touches and tasks are counted as the timeline tells them', () => {
  const outcomes = metrics.Touches.values;
  const actions = metrics.Tasks.values;
  for (const outcome of outcomes)
    expect([outcome, sumOf('Touches', `outcome=${outcome}`)]).toEqual([
      outcome,
      linesWith(entry => entry.type === 'touch' && entry.outcome === outcome),
    ]);
  for (const action of actions)
    expect([action, sumOf('Tasks', `action=${action}`)]).toEqual([
      action,
      linesWith(entry => entry.type === 'task' && entry.action === action),
    ]);
  for (const some of ['sent', 'held', 'skipped'])
    expect([some, sumOf('Touches', `outcome=${some}`)]).not.toEqual([some, 0]);
  for (const some of actions) expect([some, sumOf('Tasks', `action=${some}`)]).not.toEqual([some, 0]);
});

test('nothing else is measured but how soon events have their effect', () => {
  const names = [...played.metrics.keys()].map(key => key.split(' ')[1]);
  expect([...new Set(names)].sort()).toEqual(['SecondsToEffect', 'Tasks', 'Touches']);
});
