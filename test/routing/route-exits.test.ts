import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { routeExits } from '../../engine/routing/route-exits.ts';
import { anEvent, on } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, now } from '../support/touch.ts';

const paid = anEvent('Paid');
const routeFacts = (facts: DomainEvent[], snapshot: AccountSnapshot, event = facts[0] ?? paid) =>
  routeExits(facts, { event, snapshot, journeys: [], dateAttributes: [], now, load: new Map() });

const first = anActiveEnrollment({ id: 'recovery-1', journey: 'recovery', exit: [on('Paid')] });
const second = anActiveEnrollment({ id: 'recovery-2', journey: 'recovery', exit: [on('Paid again')] });
const elsewhere = anActiveEnrollment({ id: 'renewal-1', journey: 'renewal' });
const task = aTask({ id: 'call', journey: 'recovery', enrollment: 'recovery-1' });

const openAfter = (facts: DomainEvent[], more: Partial<AccountSnapshot>) =>
  routeFacts(facts, aSnapshot({ tasks: [task], ...more })).snapshot.tasks.map(({ id }) => id);

describe('the task of an enrollment that exits', () => {
  test('ends with it', () => {
    expect(openAfter([paid], { enrollments: [first, elsewhere] })).toEqual([]);
  });

  test('stays open for another enrollment of its journey that stays', () => {
    expect(openAfter([paid], { enrollments: [first, second] })).toEqual(['call']);
    expect(openAfter([paid, anEvent('Paid again')], { enrollments: [first, second] })).toEqual([]);
  });

  test('leaves the tasks of other enrollments open', () => {
    const other = aTask({ id: 'other', journey: 'renewal', enrollment: 'renewal-1' });
    expect(openAfter([paid], { enrollments: [first, elsewhere], tasks: [other, task] })).toEqual(['other']);
  });

  test('that outlives the exit goes on with its new reason, and is written once', () => {
    const outlives = { exits: [on('Paid')], reason: 'paid late' };
    const routed = routeFacts([paid], aSnapshot({ enrollments: [first], tasks: [{ ...task, outlives }] }));
    expect(routed.snapshot.tasks).toMatchObject([{ id: 'call', because: 'paid late', status: 'open' }]);
    expect(routed.changes.filter(({ kind }) => kind === 'task')).toMatchObject([{ task: { because: 'paid late' } }]);
  });
});

describe('the deletion of an account', () => {
  const began = '2026-03-10T06:00:00.000Z';
  const opened = '2026-03-10T08:00:00.000Z';
  const deletedAt = (occurredAt: string) => anEvent('Account Deleted', { occurredAt });
  const lasting = { ...first, anchoredAt: began, exit: [] };
  const openedTask = { ...task, openedAt: opened };

  test('ends the tasks of enrollments from before it, whatever else is known', () => {
    const older = { ...elsewhere, anchoredAt: '2026-03-10T05:00:00.000Z' };
    const snapshot = { enrollments: [older, lasting], tasks: [openedTask] };
    expect(openAfter([deletedAt(began), anEvent('Paid twice')], snapshot)).toEqual([]);
    expect(openAfter([deletedAt('2026-03-10T07:00:00.000Z')], snapshot)).toEqual([]);
    expect(openAfter([deletedAt('2026-03-10T05:59:59.000Z')], snapshot)).toEqual(['call']);
    expect(openAfter([anEvent('Paid twice')], snapshot)).toEqual(['call']);
  });

  test('ends tasks that were opened before it and whose enrollment is long gone', () => {
    const snapshot = { enrollments: [lasting], tasks: [{ ...openedTask, enrollment: 'gone' }] };
    expect(openAfter([deletedAt(opened)], snapshot)).toEqual([]);
    expect(openAfter([deletedAt('2026-03-10T07:59:59.000Z')], snapshot)).toEqual(['call']);
  });

  test('ends tasks that would outlive an exit', () => {
    const outlives = { exits: [on('Account Deleted')], reason: 'gone' };
    expect(openAfter([deletedAt(now)], { enrollments: [lasting], tasks: [{ ...openedTask, outlives }] })).toEqual([]);
  });
});

describe('an enrollment', () => {
  const reasons = (facts: DomainEvent[], enrollment = first) =>
    routeFacts(facts, aSnapshot({ enrollments: [enrollment] })).reasons.map(({ because }) => because);

  test('is not ended by the event that began it', () => {
    const began = { ...first, trigger: { event: 'Paid', fields: {}, id: paid.id } };
    expect(reasons([paid], began)).toEqual([]);
    expect(reasons([anEvent('Paid')], began)).toEqual(['Paid']);
  });

  test('is ended by an event of the second in which it began, and by none from before', () => {
    expect(reasons([anEvent('Paid', { occurredAt: first.anchoredAt })])).toEqual(['Paid']);
    expect(reasons([anEvent('Paid', { occurredAt: '2026-03-01T09:59:59.000Z' })])).toEqual([]);
  });

  test('is stopped by an operator who stops its journey, whatever else comes with it', () => {
    const stop = (journey: string) => anEvent('daymark.stop', { fields: { journey } });
    expect(reasons([stop('recovery')])).toEqual(['stopped']);
    expect(reasons([paid, stop('recovery')])).toEqual(['stopped']);
    expect(reasons([stop('renewal')])).toEqual([]);
  });
});

describe('an event that comes again', () => {
  const exited = { ...first, status: 'exited', exitReason: 'Paid' } as const;
  const left = (enrollment: typeof first) =>
    routeFacts([paid], aSnapshot({ enrollments: [enrollment] })).effects.map(({ kind }) => kind);

  test('ends the waits of what it ended before, and of no enrollment that ended earlier or was completed', () => {
    expect(left({ ...exited, endedAt: paid.receivedAt })).toEqual(['leave']);
    expect(left({ ...exited, endedAt: '2026-03-10T09:00:01.000Z' })).toEqual(['leave']);
    expect(left({ ...exited, endedAt: '2026-03-10T08:59:59.000Z' })).toEqual([]);
    expect(left({ ...first, status: 'completed', endedAt: paid.receivedAt })).toEqual([]);
  });
});
