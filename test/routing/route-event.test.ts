import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { Enrollment, ParkedWait } from '../../engine/account/enrollment.ts';
import type { Routing } from '../../engine/account/routing.ts';
import type { Task } from '../../engine/account/task.ts';
import { instant } from '../../engine/kernel/instant.ts';
import {
  aJourney,
  anEscalation,
  anEvent,
  aUpdate,
  on,
  paidYear,
  paymentRecovery,
  renewal,
} from '../support/journeys.ts';
import { aSnapshot, routed } from '../support/routed.ts';
import { anActiveEnrollment, now, said, someProfile } from '../support/touch.ts';

const entries = ({ changes }: Routing) =>
  changes.flatMap(change => (change.kind === 'line' ? [change.line.entry] : []));
const kinds = ({ changes }: Routing): Change['kind'][] => changes.map(({ kind }) => kind);

const parked = (wait: Partial<ParkedWait>): ParkedWait => ({
  resumeToken: 'token',
  step: 'welcome',
  until: '2026-03-12T09:00:00Z',
  wake: { kind: 'day', day: 11, sendAt: '09:00' },
  listens: [],
  anchoredAt: '2026-03-01T10:00:00.000Z',
  ...wait,
});

const aTask = (more: Partial<Task> = {}): Task => ({
  id: 'billing.payment-escalation.x',
  account: 'acme',
  journey: 'onboarding',
  enrollment: 'onboarding-1',
  type: 'billing',
  reason: 'payment-escalation',
  severity: 2,
  owner: 'maya',
  assignedBy: 'account',
  status: 'open',
  openedAt: now,
  acknowledgeBy: now,
  dueAt: now,
  evidence: [],
  play: 'call',
  arrAtStake: null,
  signals: [],
  revision: 1,
  ...more,
});

describe('an event that no journey looks at', () => {
  test('does nothing', () => {
    const routing = routed(anEvent('Signed In'), aSnapshot(), [aJourney()]);
    expect(routing).toMatchObject({ changes: [], effects: [], awaited: [] });
  });

  test('is kept when its account is unknown', () => {
    const event = anEvent('Account Created');
    const { profile: _, ...unknown } = aSnapshot();
    expect(routed(event, unknown, [aJourney()]).changes).toEqual([{ kind: 'waiting', event }]);
  });
});

describe('an enrolling event', () => {
  test('enrolls, tells so, and starts the execution', () => {
    const routing = routed(anEvent('Account Created', { fields: { plan: 'team' } }), aSnapshot(), [aJourney()]);
    expect(kinds(routing)).toEqual(['enroll', 'line']);
    expect(entries(routing)).toEqual([{ type: 'enrolled', trigger: 'Account Created' }]);
    expect(routing.effects).toMatchObject([{ kind: 'start', enrollment: { trigger: { fields: { plan: 'team' } } } }]);
  });

  test('says why when the audience is another', () => {
    const audience = { kind: 'attribute', name: 'touchModel', comparison: 'is', value: 'low' } as const;
    const routing = routed(anEvent('Account Created'), aSnapshot(), [aJourney({ audience })]);
    expect(routing.changes).toEqual([]);
    expect(routing.reasons).toEqual([{ journey: 'onboarding', did: 'nothing', because: 'audience' }]);
  });

  test('that comes after the exit it should have had before enrolls nobody', () => {
    const usage = [{ at: '2026-03-10T08:00:00.000Z', event: 'subscription.canceled', user: '', id: 'stripe:1' }];
    const late = anEvent('Account Created', { occurredAt: '2026-03-09T08:00:00.000Z' });
    expect(routed(late, aSnapshot({ usage }), [aJourney()]).reasons[0]?.because).toBe('ended-before');
  });

  test('that is delivered again after a crash starts its own enrollment again, and nothing else', () => {
    const event = anEvent('Account Created');
    const enrollment = anActiveEnrollment({ trigger: { event: event.name, id: event.id, fields: {} } });
    const routing = routed(event, aSnapshot({ enrollments: [enrollment] }), [aJourney()]);
    expect(routing.changes).toEqual([]);
    expect(routing.effects).toEqual([{ kind: 'start', enrollment }]);
  });

  test('enrolls within 30 days of happening, however long the account was waited for, and never from an archive', () => {
    const day = 86_400_000;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 * day }), fc.integer({ min: 0, max: 90 * day }), (late, waited) => {
        const receivedAt = instant(Date.parse(now) - waited);
        const event = anEvent('Account Created', { occurredAt: instant(Date.parse(receivedAt) - late), receivedAt });
        const enrolls = late < 31 * day;
        const routing = routed(event, aSnapshot(), [aJourney()], { now: instant(Date.parse(now)) });
        expect(kinds(routing).includes('enroll')).toBe(enrolls);
        expect(routing.reasons.some(({ because }) => because === 'told-late')).toBe(!enrolls);
      }),
    );
  });

  test('enrolls a manual journey only by name', () => {
    const manual = aJourney({ enroll: { kind: 'manual' } });
    const other = routed(anEvent('daymark.enroll', { fields: { journey: 'adoption' } }), aSnapshot(), [manual]);
    const named = routed(anEvent('daymark.enroll', { fields: { journey: 'onboarding' } }), aSnapshot(), [manual]);
    expect([kinds(other), kinds(named)]).toEqual([[], ['enroll', 'line']]);
  });
});

describe('an exit', () => {
  const enrollment = anActiveEnrollment({ exit: [on('subscription.canceled')], wait: parked({}) });

  test('ends the enrollment and its wait', () => {
    const routing = routed(anEvent('subscription.canceled'), aSnapshot({ enrollments: [enrollment] }), [aJourney()]);
    expect(entries(routing)).toEqual([{ type: 'exited', reason: 'subscription.canceled' }]);
    expect(routing.effects).toEqual([{ kind: 'leave', enrollment: 'onboarding-1' }]);
  });

  test('from before the enrollment says nothing about it', () => {
    const old = anEvent('subscription.canceled', { occurredAt: '2026-02-01T10:00:00.000Z' });
    expect(routed(old, aSnapshot({ enrollments: [enrollment] }), []).effects).toEqual([]);
  });

  test('comes with the deletion of the account, whatever the rules', () => {
    const routing = routed(anEvent('Account Deleted'), aSnapshot({ enrollments: [{ ...enrollment, exit: [] }] }), []);
    expect(entries(routing)).toEqual([{ type: 'exited', reason: 'Account Deleted' }]);
  });

  test('comes with a deletion that is told late, unless the account is back', () => {
    const deleted = anEvent('Account Deleted', { occurredAt: '2026-02-01T10:00:00.000Z' });
    const snapshot = (profile = someProfile()) => aSnapshot({ profile, enrollments: [enrollment], tasks: [aTask()] });
    expect(entries(routed(deleted, snapshot(), []))).toMatchObject([{ type: 'exited' }, { action: 'auto-resolved' }]);
    const back = someProfile({ status: 'active' });
    expect(entries(routed(deleted, snapshot(back), []))).toEqual([]);
  });

  test('resolves the task of its enrollment, which nobody needs to do any more', () => {
    const snapshot = aSnapshot({ enrollments: [enrollment], tasks: [aTask()] });
    const routing = routed(anEvent('subscription.canceled'), snapshot, [aJourney()]);
    expect(entries(routing)).toMatchObject([{ type: 'exited' }, { type: 'task', action: 'auto-resolved' }]);
  });

  test('whose wait outlived a crash ends the wait when the event comes again', () => {
    const event = anEvent('subscription.canceled');
    const exited: Enrollment = { ...enrollment, status: 'exited', exitReason: event.name, endedAt: now };
    const routing = routed(event, aSnapshot({ enrollments: [exited] }), [aJourney()]);
    expect(routing).toMatchObject({ changes: [{ kind: 'profile' }], effects: [{ kind: 'leave' }] });
  });
});

describe('an awaited event', () => {
  test('is told to the enrollments that await it, but not to those it ends', () => {
    const awaits = [{ flag: 'reply_yes', step: 'reply', edge: 'yes', trigger: on('Survey Responded') }];
    const staying = anActiveEnrollment({ id: 'a', awaits });
    const leaving = anActiveEnrollment({ id: 'b', awaits, exit: [on('Survey Responded')] });
    const routing = routed(anEvent('Survey Responded'), aSnapshot({ enrollments: [staying, leaving] }), []);
    expect(routing.awaited).toEqual([{ enrollment: 'a', flag: 'reply_yes', at: now }]);
  });
});

describe('a renewal date', () => {
  const dated = (date: string) => someProfile({ renewalAt: date }, { terms: { renewalAt: date } });
  const enrolled = anActiveEnrollment({
    id: 'renewal-1',
    journey: 'renewal',
    key: '2026-05-20',
    exit: renewal.exit,
    wait: parked({
      step: 'stage-60',
      until: '2026-03-21T09:00:00Z',
      wake: { kind: 'before', attribute: 'renewalAt', days: 60, sendAt: '09:00' },
    }),
  });
  const snapshot = aSnapshot({ profile: dated('2026-05-20'), enrollments: [enrolled] });

  test('that is set within the window enrolls at once', () => {
    const routing = routed(aUpdate({ renewalAt: '2026-05-20' }), aSnapshot(), [renewal]);
    expect(routing.changes).toContainEqual(expect.objectContaining({ kind: 'enroll' }));
    expect(entries(routing)).toEqual([{ type: 'enrolled', trigger: 'renewalAt' }]);
  });

  test('that is set before the window, or has passed, enrolls nobody', () => {
    const reasons = ['2027-05-20', '2026-03-01'].map(
      renewalAt => routed(aUpdate({ renewalAt }), aSnapshot(), [renewal]).reasons[0]?.because,
    );
    expect(reasons).toEqual(['too-early', 'date-passed']);
  });

  test('that moves by less than a term moves the wait, and says so once', () => {
    const event = aUpdate({ renewalAt: '2026-06-09' });
    const routing = routed(event, snapshot, [renewal]);
    expect(entries(routing)).toEqual([
      { type: 'rescheduled', step: 'stage-60', from: '2026-03-21T09:00:00Z', to: '2026-04-10T09:00:00Z' },
    ]);
    expect(routing.effects).toEqual([
      { kind: 'rewake', enrollment: 'renewal-1', step: 'stage-60', until: '2026-04-10T09:00:00Z', movedAt: now },
    ]);
    const [{ profile } = { profile: undefined }] = routing.changes.filter(change => change.kind === 'profile');
    const again = routed(event, { ...snapshot, ...(profile && { profile }) }, [renewal]);
    expect(entries(again)).toEqual([]);
    expect(again.effects).toMatchObject([{ kind: 'rewake' }]);
  });

  test('that moves into the past wakes the enrollment now', () => {
    const routing = routed(aUpdate({ renewalAt: '2026-04-20' }), snapshot, [renewal]);
    expect(routing.effects).toMatchObject([{ kind: 'rewake', until: '2026-03-10T09:00:00Z' }]);
  });

  test('that moves later by 180 days names a new term, which completes the renewal', () => {
    const routing = routed(aUpdate({ renewalAt: '2027-05-20' }), snapshot, [renewal]);
    expect(entries(routing)).toEqual([{ type: 'exited', reason: 'renewal.completed' }]);
    expect(routing.changes).toContainEqual(
      expect.objectContaining({
        kind: 'profile',
        profile: expect.objectContaining({ terms: { renewalAt: '2027-05-20' } }),
      }),
    );
    expect(routing.derived.map(({ name }) => name)).toEqual(['renewal.completed']);
  });

  test('of a customer who canceled enrolls nobody', () => {
    const profile = someProfile(
      { renewalAt: '2026-05-20', status: 'canceled' },
      { terms: { renewalAt: '2026-05-20' } },
    );
    const due = anEvent('daymark.evaluate', { source: 'daymark' });
    expect(routed(due, aSnapshot({ profile }), [renewal]).reasons[0]?.because).toBe('ended-before');
  });

  test('is reached by a paid invoice of the cycle, unless that only pays for a month of the term', () => {
    const paid = (fields: Record<string, string>) =>
      anEvent('payment.succeeded', { fields: { invoice: 'in_9', ...paidYear, ...fields } });
    const periods: Record<string, string>[] = [{}, { periodEnd: '2026-04-10T00:00:00.000Z' }];
    const names = periods.map(fields => routed(paid(fields), snapshot, [renewal]).derived.map(({ name }) => name));
    expect(names).toEqual([['renewal.completed'], []]);
  });

  test('of an account that names its time zone later moves with it', () => {
    const routing = routed(aUpdate({ timezone: 'America/New_York' }), snapshot, [renewal]);
    expect(entries(routing)).toMatchObject([{ type: 'rescheduled', to: '2026-03-21T13:00:00Z' }]);
  });
});

describe('a failed payment', () => {
  const failed = (more: Record<string, string | null> = {}) =>
    anEvent('payment.failed', {
      source: 'stripe',
      fields: { invoice: 'in_1', nextAttemptAt: '2026-03-13T09:00:00.000Z', ...more },
    });
  const failing = { in_1: { state: 'failing', amount: null, decline: 'unknown', at: now } } as const;
  const profile = someProfile({}, { billing: { invoices: failing, declines: [] } });
  const enrolled = anActiveEnrollment({
    id: 'recovery-1',
    journey: 'payment-recovery',
    key: 'in_1',
    trigger: { event: 'payment.failed', fields: { invoice: 'in_1', decline: 'unknown' } },
    exit: paymentRecovery.exit,
    early: [
      anEscalation({ early: [on('payment.failed', [{ field: 'nextAttemptAt', comparison: 'missing', value: null }])] }),
    ],
    anchoredAt: '2026-03-09T09:00:00.000Z',
  });

  test('enrolls once per invoice', () => {
    const first = routed(failed(), aSnapshot(), [paymentRecovery]);
    expect(kinds(first)).toContain('enroll');
    const second = routed(failed(), aSnapshot({ profile, enrollments: [enrolled] }), [paymentRecovery]);
    expect(second.reasons).toContainEqual({ journey: 'payment-recovery', did: 'nothing', because: 'enrolled-before' });
  });

  test('with no further attempt opens the escalation at once, wherever the enrollment is', () => {
    const routing = routed(failed({ nextAttemptAt: null }), aSnapshot({ profile, enrollments: [enrolled] }), [
      paymentRecovery,
    ]);
    expect(entries(routing)).toMatchObject([{ type: 'task', action: 'opened', owner: 'maya' }]);
  });

  test('asks for the load of the pool before it names an owner', () => {
    const event = failed({ nextAttemptAt: null });
    const snapshot = aSnapshot({ profile, enrollments: [enrolled] });
    const asked = routed(event, snapshot, [paymentRecovery], { load: undefined as never });
    expect(asked.ownersNeeded).toEqual(['maya', 'tom']);
    const told = routed(event, snapshot, [paymentRecovery], { load: new Map([['maya', { now: 3, digest: 0 }]]) });
    expect(entries(told)).toMatchObject([{ owner: 'tom' }]);
  });

  test('of an invoice that was paid since is old news', () => {
    const paid = { in_1: { state: 'paid', amount: null, decline: 'unknown', at: '2026-03-11T00:00:00.000Z' } } as const;
    const snapshot = aSnapshot({ profile: someProfile({}, { billing: { invoices: paid, declines: [] } }) });
    expect(kinds(routed(failed(), snapshot, [paymentRecovery]))).not.toContain('enroll');
  });

  test('that is paid is a recovery, and ends the enrollment of that invoice only', () => {
    const other = anActiveEnrollment({
      ...enrolled,
      id: 'recovery-2',
      trigger: { event: 'payment.failed', fields: { invoice: 'in_2' } },
    });
    const paid = anEvent('payment.succeeded', { fields: { invoice: 'in_1' } });
    const routing = routed(paid, aSnapshot({ profile, enrollments: [enrolled, other] }), [paymentRecovery]);
    expect(entries(routing)).toEqual([{ type: 'exited', reason: 'payment.recovered' }]);
    expect(routing.effects).toEqual([{ kind: 'leave', enrollment: 'recovery-1' }]);
  });

  test('takes its reason from a decline of the same amount a moment before', () => {
    const declines = [
      { invoice: null, payment: 'pi_1', amount: 900, category: 'hard', at: '2026-03-10T08:59:58.000Z' },
    ] as const;
    const event = { ...failed(), fields: { ...failed().fields, amount: 900 } };
    const snapshot = aSnapshot({ profile: someProfile({}, { billing: { invoices: {}, declines } }) });
    const [enroll] = routed(event, snapshot, [paymentRecovery]).changes.filter(change => change.kind === 'enroll');
    expect(enroll?.enrollment.trigger.fields.decline).toBe('hard');
  });

  test('learns its reason from a decline that comes later', () => {
    const decline = anEvent('payment.declined', { fields: { invoice: 'in_1', decline: 'fraud' } });
    const fraud = anEscalation({
      id: 'payment-review',
      early: [on('payment.failed', [{ field: 'decline', comparison: 'is', value: 'fraud' }])],
    });
    const routing = routed(decline, aSnapshot({ profile, enrollments: [{ ...enrolled, early: [fraud] }] }), [
      paymentRecovery,
    ]);
    expect(routing.changes).toContainEqual({ kind: 'learn', enrollment: 'recovery-1', fields: { decline: 'fraud' } });
    expect(entries(routing)).toMatchObject([{ type: 'task', action: 'opened', reason: 'payment-review' }]);
  });
});

describe('what a CSM does', () => {
  const act = (name: string, fields: Record<string, string> = {}) =>
    anEvent(name, { source: 'task', fields: { reason: 'payment-escalation', by: 'maya', ...fields } });

  test('is told on the task and in the timeline', () => {
    const routing = routed(act('task.acknowledged'), aSnapshot({ tasks: [aTask()] }), [aJourney()]);
    expect(routing.changes).toContainEqual(
      expect.objectContaining({ kind: 'task', task: expect.objectContaining({ status: 'acknowledged', revision: 2 }) }),
    );
    expect(entries(routing)).toMatchObject([{ action: 'acknowledged' }]);
  });

  test('resumes the journey by its outcome', () => {
    const trigger = on('task.resolved', [
      { field: 'reason', comparison: 'is', value: 'payment-escalation' },
      { field: 'outcome', comparison: 'is', value: 'plan_agreed' },
    ]);
    const awaits = [{ flag: 'f', step: 'payment-escalation', edge: 'plan_agreed', trigger }];
    const snapshot = aSnapshot({ tasks: [aTask()], enrollments: [anActiveEnrollment({ awaits })] });
    const routing = routed(act('task.resolved', { outcome: 'plan_agreed' }), snapshot, [aJourney()]);
    expect(routing.awaited).toMatchObject([{ flag: 'f' }]);
    expect(entries(routing)).toMatchObject([{ action: 'resolved', outcome: 'plan_agreed' }]);
  });

  test('to the last risk task releases what it held', () => {
    const risk = aTask({ type: 'risk' });
    const held = anActiveEnrollment({
      wait: parked({ until: '2026-03-11T09:00:00Z', wake: { kind: 'day', day: 9, sendAt: '09:00' } }),
    });
    const waiting = anActiveEnrollment({ id: 'waits', wait: parked({}) });
    const snapshot = aSnapshot({ tasks: [risk], enrollments: [held, waiting] });
    const routing = routed(act('task.resolved', { outcome: 'plan_agreed' }), snapshot, [aJourney()]);
    expect(routing.effects).toEqual([
      { kind: 'rewake', enrollment: 'onboarding-1', step: 'welcome', until: '2026-03-10T09:00:00Z' },
    ]);
  });

  test('to no open task does nothing', () => {
    expect(routed(act('task.resolved', { outcome: 'plan_agreed' }), aSnapshot(), [aJourney()]).changes).toEqual([]);
  });
});

describe('what billing says of a subscription', () => {
  test('is kept as attributes of the account', () => {
    const scheduled = anEvent('subscription.cancel_scheduled', { fields: { seats: 20, status: 'active' } });
    const [change] = routed(scheduled, aSnapshot(), []).changes;
    expect(change).toMatchObject({
      kind: 'profile',
      profile: { attributes: { cancelScheduled: { value: true }, seats: { value: 20 } }, revision: 2 },
    });
  });

  test('is a scheduled cancellation where only its state says so, and only once', () => {
    const journey = aJourney({ enroll: on('subscription.cancel_scheduled') });
    const state = (cancelScheduled: boolean) => anEvent('subscription.changed', { fields: { cancelScheduled } });
    const profile = someProfile();
    const scheduled = routed(state(true), aSnapshot({ profile }), [journey]);
    expect(entries(scheduled)).toMatchObject([{ type: 'enrolled', trigger: 'subscription.cancel_scheduled' }]);
    expect(scheduled.derived).toMatchObject([{ name: 'subscription.cancel_scheduled' }]);
    const known = { ...profile, attributes: said({ cancelScheduled: true }) };
    expect(routed(state(true), aSnapshot({ profile: known }), [journey]).derived).toEqual([]);
    expect(routed(state(false), aSnapshot({ profile: known }), [journey]).derived).toMatchObject([
      { name: 'subscription.cancel_unscheduled' },
    ]);
    expect(routed(state(false), aSnapshot({ profile }), [journey]).derived).toEqual([]);
  });

  test('a deleted account is enrolled in nothing until it is created anew', () => {
    const profile = someProfile({}, { attributes: said({ status: 'deleted' }) });
    const survey = aJourney({ id: 'survey', enroll: on('Survey Responded') });
    const refused = routed(anEvent('Survey Responded'), aSnapshot({ profile }), [survey]);
    const anew = routed(anEvent('Account Created'), aSnapshot({ profile }), [aJourney()]);
    expect([refused.reasons[0]?.because, kinds(anew).includes('enroll')]).toEqual(['account-deleted', true]);
  });
});
