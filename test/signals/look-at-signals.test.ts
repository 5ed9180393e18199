import { describe, expect, test } from 'vitest';
import { evaluateEvent } from '../../engine/account/evaluate-event.ts';
import type { SignalState } from '../../engine/account/evaluation.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import { evaluateSignals } from '../../engine/signals/evaluate-signals.ts';
import { signalEvents } from '../../engine/signals/signal-events.ts';
import type { SignalTrigger } from '../../engine/triggers/signal/trigger.ts';
import { aJourney, anEvent } from '../support/journeys.ts';
import { aSnapshot, type SnapshotParts } from '../support/routed.ts';
import { now, someProfile } from '../support/touch.ts';

const many: Condition = {
  kind: 'count',
  event: 'Report Created',
  window: { kind: 'within', days: 7 },
  comparison: 'atLeast',
  value: 2,
};
const always: SignalTrigger = { kind: 'signal', when: many };
const reports = (...at: string[]) => at.map(each => ({ at: each, event: 'Report Created', user: 'u', id: each }));
const lately = reports('2026-03-07T09:00:00.000Z', '2026-03-08T09:00:00.000Z');
const asks = anEvent(evaluateEvent);

const look = (
  enroll: SignalTrigger,
  {
    state,
    usage = lately,
    event = asks,
    ...more
  }: SnapshotParts & {
    state?: SignalState | undefined;
    event?: typeof asks;
  } = {},
  others: Partial<Parameters<typeof evaluateSignals>[1]> = {},
) =>
  evaluateSignals([event], {
    event,
    journeys: [aJourney({ id: 'plain' }), aJourney({ id: 'busy', enroll })],
    snapshot: aSnapshot({
      usage,
      evaluation: { account: 'acme', revision: 1, signals: state === undefined ? {} : { busy: state } },
      ...more,
    }),
    now,
    isNew: false,
    ...others,
  });
const stateOf = (...of: Parameters<typeof look>) => look(...of).signals.busy;
const armed = (enroll: SignalTrigger): SignalState => ({ rule: stateOf(enroll)?.rule ?? '', armed: true });

describe('a signal that is new', () => {
  test('is armed for an account that was known before only where it is not over it', () => {
    expect(stateOf(always)?.armed).toBe(false);
    expect(stateOf(always, { usage: [] })?.armed).toBe(true);
    expect(look(always).facts).toEqual([]);
  });

  test('fires at once for an account that is new with this event', () => {
    const { facts, reasons } = look(always, {}, { isNew: true });
    expect(facts).toEqual([
      {
        ...asks,
        source: 'daymark',
        id: `${asks.id}#signal.fired.busy`,
        name: 'signal.fired',
        occurredAt: now,
        fields: { 'Report Created': 2, signal: 'busy' },
      },
    ]);
    expect(reasons).toEqual([{ journey: 'busy', did: 'fired', because: 'signal' }]);
  });

  test('that is weekly begins with the last week as judged', () => {
    const weekly: SignalTrigger = { ...always, period: 'week' };
    expect(stateOf(weekly)).toMatchObject({
      armed: false,
      judged: {
        period: '2026-W10',
        until: '2026-03-09T00:00:00.000Z',
        held: true,
        tripped: false,
        evidence: { 'Report Created': 2 },
      },
    });
    expect(stateOf(always)).not.toHaveProperty('judged');
    expect(stateOf(weekly, { profile: someProfile({ status: 'canceled' }) })?.judged?.held).toBeNull();
  });
});

describe('a signal', () => {
  test('is looked at when one of its events comes, or time asks, and is left as it stands otherwise', () => {
    const state = armed(always);
    expect(stateOf(always, { state })?.armed).toBe(false);
    expect(stateOf(always, { state, event: anEvent('Report Created') })?.armed).toBe(false);
    expect(stateOf(always, { state, event: anEvent('Signed In') })).toBe(state);
    expect(look(always, { event: anEvent('Signed In') }).signals).toEqual({});
  });

  test('whose rule changed begins anew', () => {
    const other: SignalTrigger = { ...always, when: { ...many, value: 1 } as Condition };
    expect(stateOf(other)?.rule).not.toBe(stateOf(always)?.rule);
    expect(stateOf({ ...always })?.rule).toBe(stateOf(always)?.rule);
    expect(look(other, { state: armed(always) }).facts).toEqual([]);
  });

  test('clears with what it was raised by, and by its own rule for that where it has one', () => {
    const raised = { at: '2026-03-08T09:00:00.000Z', evidence: { 'Report Created': 5 } };
    const up = { ...armed(always), armed: false, raised };
    const cleared = look(always, { state: up, usage: [] });
    expect(cleared.facts).toMatchObject([{ name: 'signal.cleared', fields: { 'Report Created': 5, signal: 'busy' } }]);
    expect(cleared.signals.busy).toEqual(armed(always));
    const rule: SignalTrigger = { ...always, rearm: { ...many, comparison: 'below', value: 1 } as Condition };
    const upByRule = { ...up, rule: armed(rule).rule };
    expect(look(rule, { state: upByRule, usage: lately.slice(1) }).facts).toEqual([]);
    expect(look(rule, { state: upByRule, usage: [] }).facts).toHaveLength(1);
  });

  test('of an account that left neither fires nor clears', () => {
    const profile = someProfile({ status: 'deleted' });
    expect(look(always, { state: armed(always), profile }).facts).toEqual([]);
    const up = { ...armed(always), armed: false, raised: { at: now, evidence: {} } };
    expect(look(always, { state: up, usage: [], profile }).facts).toEqual([]);
  });

  test('is judged by numbers alone', () => {
    const both: SignalTrigger = {
      kind: 'signal',
      when: { kind: 'all', of: [many, { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' }] },
    };
    const profile = someProfile({ plan: 'team' });
    expect(look(both, { profile }, { isNew: true }).facts[0]?.fields).toEqual({ 'Report Created': 2, signal: 'busy' });
  });
});

describe('a guarded signal', () => {
  const guarded: SignalTrigger = { ...always, period: 'week', guarded: true };
  const state = (): SignalState => ({
    ...armed(guarded),
    judged: {
      period: '2026-W09',
      until: '2026-03-02T00:00:00.000Z',
      held: false,
      tripped: false,
      evidence: { 'Report Created': 0 },
    },
  });

  test('counts its week when it trips, and waits for the guard', () => {
    const looked = look(guarded, { state: state() });
    expect(looked.facts).toEqual([]);
    expect(looked.counts).toEqual([{ journey: 'busy', period: '2026-W10', evaluated: 1, tripped: 1 }]);
    expect(looked.signals.busy?.pending).toEqual({ period: '2026-W10', evidence: { 'Report Created': 2 } });
  });

  test('asks for the verdict once the week is known everywhere, and fires or not by it', () => {
    const pending = look(guarded, { state: state() }).signals.busy;
    const later = { now: '2026-03-09T16:00:00.000Z' };
    const asked = look(guarded, { state: pending }, later);
    expect(asked.guardsNeeded).toEqual([{ journey: 'busy', period: '2026-W10' }]);
    const early = look(guarded, { state: pending }, { now: '2026-03-09T15:59:59.999Z' });
    expect(early.guardsNeeded).toEqual([]);
    const told = (verdict: 'fire' | 'withheld') =>
      look(guarded, { state: pending }, { ...later, guards: new Map([['busy 2026-W10', verdict]]) });
    expect(told('fire').facts.map(({ name }) => name)).toEqual(['signal.fired']);
    expect(told('fire').guardsNeeded).toEqual([]);
    expect(told('withheld').reasons.map(({ did }) => did)).toEqual(['withheld']);
  });

  test('without a guard fires at once, and counts nothing', () => {
    const unguarded: SignalTrigger = { ...always, period: 'week' };
    const looked = look(unguarded, { state: { ...state(), rule: armed(unguarded).rule } });
    expect(looked.facts.map(({ name }) => name)).toEqual(['signal.fired']);
    expect([looked.counts, looked.guardsNeeded]).toEqual([[], []]);
  });
});

test('the events that a signal is looked at for are those of its rules, and none of a weekly one', () => {
  const rearm: Condition = { ...many, event: 'Signed In' } as Condition;
  expect([...signalEvents({ ...always, rearm })]).toEqual(['Report Created', 'Signed In']);
  expect([...signalEvents(always)]).toEqual(['Report Created']);
  expect([...signalEvents({ ...always, rearm, period: 'week' })]).toEqual([]);
  const silence: SignalTrigger = { kind: 'signal', when: { kind: 'silence', days: 7, knownDays: 14, except: [] } };
  expect([...signalEvents(silence)]).toEqual([]);
});
