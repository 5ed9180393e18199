import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import { evaluationDue } from '../../engine/account/evaluate-event.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { usageOf } from '../../engine/account/usage.ts';
import { accountContext } from '../../engine/conditions/account-context.ts';
import { holds } from '../../engine/conditions/evaluate-condition.ts';
import type { Stages } from '../../engine/definition/catalog.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import { type Instant, plusSeconds } from '../../engine/kernel/instant.ts';
import { stageEvents } from '../../engine/stages/route-stage.ts';
import { aJourney, anEvent, aUpdate } from '../support/journeys.ts';
import { fold, routed } from '../support/routed.ts';

const status = (value: string): Condition => ({ kind: 'attribute', name: 'status', comparison: 'is', value });
const active: Condition = {
  kind: 'count',
  event: 'Project Created',
  window: { kind: 'within', days: 10 },
  comparison: 'atLeast',
  value: 2,
};
const stages: Stages = {
  version: 'v1',
  rules: [
    { name: 'churned', when: status('canceled') },
    { name: 'renewing', when: { kind: 'dated', name: 'renewalAt', is: 'dueWithin', days: 30 } },
    { name: 'adopting', when: active },
    { name: 'trial', when: status('trialing') },
  ],
};
const catalog = { features: {}, stages };

const unknown: AccountSnapshot = { account: 'acme', contacts: [], enrollments: [], tasks: [], usage: usageOf([]) };
const start = '2026-03-01T12:00:00.000Z';
const day = (n: number): Instant => plusSeconds(start, n * 86_400);
const said = (attributes: Record<string, string>, at: Instant) =>
  aUpdate(attributes, { id: `said:${at}:${Object.keys(attributes)}`, occurredAt: at, receivedAt: at });
const used = (at: Instant, more: Partial<DomainEvent> = {}) =>
  anEvent('Project Created', { id: `used:${at}`, occurredAt: at, receivedAt: at, ...more });
const asked = (account: AccountSnapshot, at?: Instant) => {
  const { dueAt = '' } = account.evaluation ?? {};
  return evaluationDue('acme', dueAt, at ?? dueAt);
};

const onTrial = aJourney({
  id: 'on-trial',
  enroll: { kind: 'event', event: 'stage.changed', where: [{ field: 'to', comparison: 'is', value: 'trial' }] },
  reenroll: { kind: 'afterEnd' },
});
const journeys = [onTrial];

const onward = (account: AccountSnapshot, event: DomainEvent, rules = catalog): AccountSnapshot =>
  fold(account, event, journeys, event.receivedAt, { catalog: rules });
const doneBy = (account: AccountSnapshot, event: DomainEvent, rules = catalog): string =>
  routed(event, account, journeys, { now: event.receivedAt, catalog: rules })
    .reasons.map(({ did, because }) => `${did}: ${because}`)
    .join(', ') || 'nothing';
const stageOf = ({ evaluation }: AccountSnapshot) => {
  const { left: _, ...stage } = evaluation?.stage ?? {};
  return evaluation?.stage && stage;
};

describe('the stage of an account', () => {
  const trial = onward(unknown, said({ status: 'trialing' }, start));

  test('is told with its first word, of which an event tells', () => {
    expect(stageOf(trial)).toEqual({ name: 'trial', since: start, rules: 'v1' });
    expect(doneBy(unknown, said({ status: 'trialing' }, start))).toBe('changed-stage: trial, enrolled: stage.changed');
    expect(doneBy(unknown, said({ plan: 'team' }, start))).toBe('nothing');
    expect(stageOf(onward(unknown, said({ plan: 'team' }, start)))).toEqual({ name: null, since: start, rules: 'v1' });
  });

  test('is the first of which the condition holds, from the event that makes it hold', () => {
    const once = onward(trial, used(day(2)));
    expect(stageOf(once)).toEqual(stageOf(trial));
    const twice = onward(once, used(day(3)));
    expect(stageOf(twice)).toEqual({ name: 'adopting', since: day(3), rules: 'v1' });
    const gone = onward(twice, said({ status: 'canceled' }, day(4)));
    expect(stageOf(gone)).toEqual({ name: 'churned', since: day(4), rules: 'v1' });
  });

  test('is remembered when the account leaves it, by whatever path it goes on', () => {
    const was = (name: string, account: AccountSnapshot) =>
      holds({ kind: 'stageEver', stage: name }, accountContext(account, day(9)));
    const left = onward(trial, said({ status: 'canceled' }, day(1)));
    const back = onward(left, said({ status: 'trialing' }, day(2)));
    const none = onward(back, said({ status: 'active' }, day(3)));
    for (const account of [trial, left, back, none]) expect(was('trial', account)).toBe(true);
    expect([trial, left, back, none].map(account => was('churned', account))).toEqual([false, true, true, true]);
    expect(none.evaluation?.stage?.left).toEqual(['trial', 'churned']);
    expect(was('adopting', none)).toBe(false);
  });

  test('keeps its start while it lasts, whatever else happens', () => {
    const same = [said({ plan: 'team' }, day(1)), used(day(2))].reduce(
      (account, event) => onward(account, event),
      trial,
    );
    expect(stageOf(same)).toEqual(stageOf(trial));
    expect(doneBy(trial, said({ plan: 'team' }, day(1)))).toBe('nothing');
  });

  test('says where it came from, and after how many whole days', () => {
    const change = (at: Instant) => {
      const adopting = onward(onward(trial, used(plusSeconds(at, -1))), used(at));
      return [adopting.evaluation?.stage?.name, changeOf(onward(trial, used(plusSeconds(at, -1))), used(at))];
    };
    expect(change(plusSeconds(day(3), -0.001))).toEqual(['adopting', { from: 'trial', to: 'adopting', days: 2 }]);
    expect(change(day(3))).toEqual(['adopting', { from: 'trial', to: 'adopting', days: 3 }]);
    const left = onward(trial, said({ status: 'active' }, day(1)));
    expect(left.evaluation?.stage?.name).toBeNull();
    expect(changeOf(trial, said({ status: 'active' }, day(1)))).toEqual({ from: 'trial', days: 1 });
    expect(changeOf(left, said({ status: 'trialing' }, day(3)))).toEqual({ to: 'trial', days: 2 });
  });

  test('is changed by time alone, at the moment at which a window empties or a day begins', () => {
    const adopting = [used(day(2)), used(day(3))].reduce((account, event) => onward(account, event), trial);
    const leaves = plusSeconds(day(12), 0.001);
    expect(adopting.evaluation?.dueOnce).toBe(leaves);
    const before = onward(adopting, asked(adopting, plusSeconds(leaves, -0.001)));
    expect(stageOf(before)).toEqual(stageOf(adopting));
    expect(before.evaluation?.dueOnce).toBe(leaves);
    expect(stageOf(onward(before, asked(before, leaves)))).toEqual({ name: 'trial', since: leaves, rules: 'v1' });

    const dated = onward(trial, said({ renewalAt: '2026-05-01', timezone: 'Europe/Berlin' }, day(1)));
    // 30 days before, midnight in Berlin's summer.
    const begins = '2026-03-31T22:00:00.000Z';
    expect(dated.evaluation?.dueOnce).toBe(begins);
    const early = onward(dated, asked(dated, plusSeconds(begins, -0.001)));
    expect(early.evaluation?.stage?.name).toBe('trial');
    expect(stageOf(onward(early, asked(early, begins)))).toEqual({ name: 'renewing', since: begins, rules: 'v1' });
  });

  test('moves with a date that moves, even back', () => {
    const renewing = onward(trial, said({ renewalAt: '2026-03-20' }, day(1)));
    expect(renewing.evaluation?.stage?.name).toBe('renewing');
    const later = onward(renewing, said({ renewalAt: '2027-03-20' }, day(2)));
    expect(stageOf(later)).toEqual({ name: 'trial', since: day(2), rules: 'v1' });
  });

  test('counts a late event by when it happened, and begins when that is known', () => {
    const once = onward(trial, used(day(8)));
    const late = used(day(1), { receivedAt: day(9) });
    expect(stageOf(onward(once, late))).toEqual({ name: 'adopting', since: day(9), rules: 'v1' });
    const tooLate = used(day(-3), { receivedAt: day(9) });
    expect(stageOf(onward(once, tooLate))).toEqual(stageOf(trial));
  });

  test('is told once by an event that comes twice', () => {
    const changes = said({ status: 'canceled' }, day(1));
    const gone = onward(trial, changes);
    expect(doneBy(gone, changes)).toBe('nothing');
    expect(stageOf(onward(gone, changes))).toEqual(stageOf(gone));
  });

  test('is told anew by new rules without an event, and keeps its start if it has the same name', () => {
    const renamed = {
      features: {},
      stages: {
        version: 'v2',
        rules: stages.rules.map(each => ({ ...each, name: each.name.replace('trial', 'trying') })),
      },
    };
    const next = said({ plan: 'team' }, day(5));
    expect(doneBy(trial, next, renamed)).toBe('nothing');
    expect(stageOf(onward(trial, next, renamed))).toEqual({ name: 'trying', since: day(5), rules: 'v2' });
    const same = { features: {}, stages: { ...stages, version: 'v2' } };
    expect(stageOf(onward(trial, next, same))).toEqual({ name: 'trial', since: start, rules: 'v2' });
  });

  test('is told of an account that was known before there were stages, without an event', () => {
    const bare = { features: {} } as typeof catalog;
    const known = onward(unknown, said({ status: 'trialing' }, start), bare);
    expect(known.evaluation).not.toHaveProperty('stage');
    const next = said({ plan: 'team' }, day(5));
    expect(doneBy(known, next)).toBe('nothing');
    expect(stageOf(onward(known, next))).toEqual({ name: 'trial', since: day(5), rules: 'v1' });
    // And is forgotten where there are none any more.
    expect(onward(trial, next, bare).evaluation).not.toHaveProperty('stage');
  });

  test('of a deleted account waits for no time', () => {
    const dated = onward(trial, said({ renewalAt: '2026-05-01' }, day(1)));
    expect(dated.evaluation?.dueOnce).toBeDefined();
    const deleted = onward(dated, said({ status: 'deleted' }, day(2)));
    const evaluated = onward(deleted, asked(deleted));
    expect(evaluated.evaluation?.dueOnce).toBeUndefined();
  });
});

/** The fields of the event that tells of a change. */
const changeOf = (account: AccountSnapshot, event: DomainEvent) => {
  const listens = aJourney({ id: 'all', enroll: { kind: 'event', event: 'stage.changed', where: [] } });
  const { changes } = routed(event, account, [listens], { now: event.receivedAt, catalog });
  return changes.flatMap(change => (change.kind === 'enroll' ? [change.enrollment.trigger.fields] : []))[0];
};

describe('what waits for a stage', () => {
  const inStage = (name: string): Condition => ({ kind: 'stage', comparison: 'is', value: name });

  test('is a signal, which hears of it with the event that changed it', () => {
    const signal = aJourney({ id: 'left', enroll: { kind: 'signal', when: inStage('churned') } });
    const with_ = (account: AccountSnapshot, event: DomainEvent) =>
      fold(account, event, [signal], event.receivedAt, { catalog });
    const trial = with_(unknown, said({ status: 'trialing' }, start));
    const leaves = said({ status: 'canceled' }, day(1));
    const routing = routed(leaves, trial, [signal], { now: day(1), catalog });
    // An account that has left fires no signal, whatever its stage.
    expect(routing.reasons.map(({ did }) => did)).toEqual(['changed-stage']);
    const adopts = aJourney({ id: 'adopts', enroll: { kind: 'signal', when: inStage('adopting') } });
    const once = fold(
      fold(unknown, said({ status: 'trialing' }, start), [adopts], start, { catalog }),
      used(day(1)),
      [adopts],
      day(1),
      { catalog },
    );
    expect(routed(used(day(2)), once, [adopts], { now: day(2), catalog }).reasons.map(({ did }) => did)).toEqual([
      'changed-stage',
      'fired',
      'enrolled',
    ]);
  });

  test('is an audience, which sees the stage that the event leads to', () => {
    const journey = aJourney({
      id: 'second-project',
      enroll: { kind: 'event', event: 'Project Created', where: [] },
      audience: inStage('adopting'),
    });
    const trial = fold(unknown, said({ status: 'trialing' }, start), [journey], start, { catalog });
    const once = fold(trial, used(day(1)), [journey], day(1), { catalog });
    const reasons = (account: AccountSnapshot, event: DomainEvent) =>
      routed(event, account, [journey], { now: event.receivedAt, catalog }).reasons.map(({ did, because }) => [
        did,
        because,
      ]);
    expect(reasons(trial, used(day(1)))).toEqual([['nothing', 'audience']]);
    expect(reasons(once, used(day(2)))).toEqual([
      ['changed-stage', 'adopting'],
      ['enrolled', 'Project Created'],
    ]);
  });
});

describe('however events and evaluations follow each other', () => {
  test('the stage is that of the first rule that holds, since the moment that it was first told', () => {
    const step = fc.oneof(
      fc.record({ use: fc.integer({ min: 0, max: 20 }) }),
      fc.record({ status: fc.constantFrom('trialing', 'active', 'canceled') }),
      fc.record({ renewalAt: fc.constantFrom('2026-03-20', '2026-04-20', '2027-01-01') }),
      fc.constant({ ask: true }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.integer({ min: 1, max: 200 })), { maxLength: 25 }), steps => {
        let account = onward(unknown, said({ status: 'trialing' }, start));
        let now = start;
        for (const [what, hours] of steps) {
          now = plusSeconds(now, hours * 3_600);
          // The sweep comes first: whatever is due by now is looked at then.
          for (let due = account.evaluation?.dueAt; due && due <= now; due = account.evaluation?.dueAt) {
            account = onward(account, asked(account, due));
            mustBeTold(account, due);
          }
          const event =
            'use' in what
              ? used(plusSeconds(now, -what.use * 3_600), { id: `u:${now}`, receivedAt: now })
              : 'ask' in what
                ? { ...asked(account, account.evaluation?.dueAt), receivedAt: now, occurredAt: now }
                : said(what as Record<string, string>, now);
          const before = account;
          account = onward(account, event);
          mustBeTold(account, now);
          const changed = before.evaluation?.stage?.name !== account.evaluation?.stage?.name;
          expect(account.evaluation?.stage?.since).toBe(changed ? now : before.evaluation?.stage?.since);
        }
      }),
      { numRuns: 150 },
    );
  });

  /** By the rules, looked at independently of what is kept. */
  const mustBeTold = (account: AccountSnapshot, now: Instant) => {
    const first = stages.rules.find(({ when }) => holds(when, accountContext(account, now)))?.name ?? null;
    expect(account.evaluation?.stage?.name).toBe(first);
  };
});

test('a catalog without stages listens to nothing for them', () => {
  expect([...stageEvents(undefined)]).toEqual([]);
  expect([...stageEvents(stages)]).toEqual(expect.arrayContaining(['Project Created', 'account.updated']));
});
