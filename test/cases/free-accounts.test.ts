import { beforeAll, describe, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, group, signup, stripe, track } from '../support/recorded-events.ts';

const born = '2026-03-02T10:00:00Z';
const at = (date: string, time = '10:00:00') => `2026-${date}T${time}Z`;
const free = (id: string, more = {}) => signup(id, born, { plan: 'free', touchModel: 'digital', ...more });
const uses = (id: string, ...events: string[]) => events.map(event => track(id, event, at('03-20')));
const subscribes = (id: string, when: string) =>
  stripe(id, 'customer.subscription.created', when, { object: 'subscription', id: `sub_${id}`, status: 'active' });

/** A trial that ends in `status`. */
const trials = (id: string, from: string, until: string, status = 'active') => {
  const object = { object: 'subscription', id: `sub_${id}` };
  return [
    stripe(id, 'customer.subscription.created', from, { ...object, status: 'trialing' }),
    status === 'canceled'
      ? stripe(id, 'customer.subscription.deleted', until, { ...object, status })
      : stripe(id, 'customer.subscription.updated', until, { ...object, status }, { previous: { status: 'trialing' } }),
  ];
};

/** Digital accounts on a paid plan, which come to a limit. */
const grown = (id: string, arr: number, more = {}) =>
  account(id, '2026-01-05T10:00:00Z', { plan: 'business', touchModel: 'digital', owner: null, arr, ...more });
const limit = (id: string, name: string) =>
  track(id, 'Limit Approached', at('03-02'), { properties: { limit: name, used: 102, allowed: 100 } });
const attempts = (id: string, times: number) =>
  Array.from({ length: times }, (_, day) =>
    track(id, 'Premium Feature Attempted', at(`03-0${2 + day}`), { properties: { feature: 'workload' } }),
  );

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...free('alone'),
      ...free('busy'),
      // The second one of the last three days.
      track('busy', 'Project Created', at('03-03'), { userId: 'busy-mel' }),
      track('busy', 'Signed In', at('03-04')),
      ...uses('busy', 'Task Completed', 'Comment Added'),
      ...free('two-features'),
      ...uses('two-features', 'Project Created', 'Task Completed'),
      ...free('pays'),
      subscribes('pays', at('03-09', '08:59:59')),
      group('pays', at('03-09', '09:30:00'), { plan: 'team' }),
      // Named a plan again, and so is one that never was free.
      group('pays', at('03-20'), { plan: 'free' }),
      group('pays', at('03-21'), { plan: 'business' }),
      group('team', at('03-21'), { plan: 'business' }),
      ...free('by-invoice'),
      group('by-invoice', at('03-09', '09:30:00'), { plan: 'team' }),
      ...free('tries'),
      ...trials('tries', at('03-09', '08:59:59'), at('03-23', '08:59:59')),
      group('tries', at('03-09', '09:30:00'), { plan: 'team' }),
      ...free('tries-and-leaves'),
      ...trials('tries-and-leaves', at('03-09', '08:59:59'), at('03-23', '08:59:59'), 'canceled'),
      ...signup('on-trial', born, { plan: 'team', touchModel: 'digital' }),
      ...trials('on-trial', at('03-02', '10:00:01'), at('03-16')),
      ...signup('team', born, { plan: 'team', touchModel: 'digital' }),
      // As a shop's own page of prices writes it.
      ...free('spelled', { plan: ' FREE' }),
      track('spelled', 'Limit Approached', at('03-10'), { properties: { limit: 'storage', used: 6, allowed: 5 } }),
      ...signup('shrinks', born, { plan: 'team', touchModel: 'digital' }),
      group('shrinks', at('03-06'), { plan: 'Free' }),
      group('shrinks', at('03-31'), { plan: 'Team' }),
      ...free('pauses'),
      group('pauses', at('03-06'), { plan: 'team' }),
      group('pauses', at('04-01'), { plan: 'free' }),
      ...free('storage'),
      track('storage', 'Limit Approached', at('03-10'), { properties: { limit: 'storage', used: 6, allowed: 5 } }),

      ...grown('over', 10_001),
      limit('over', 'storage'),
      ...grown('at-10k', 10_000),
      limit('at-10k', 'storage'),
      ...grown('low', 20_000, { touchModel: 'low' }),
      limit('low', 'storage'),
      ...grown('by-api', 20_000),
      limit('by-api', 'api'),
      ...grown('two-attempts', 20_000),
      ...attempts('two-attempts', 2),
      ...grown('three-attempts', 20_000),
      ...attempts('three-attempts', 3),
    ],
    {
      until: at('05-15'),
      journeys: [
        'free-activation',
        'onboarding',
        'adoption',
        'silence',
        're-engagement',
        'health-red',
        'storage-tier',
        'api-limit',
        'promotion',
      ],
    },
  );
}, 120_000);

const of = (id: string, journey: string): string[] => played.planOf(id, journey);
const shown = (id: string): string[] =>
  of(id, 'free-activation')
    .filter(line => line.includes('inApp sent'))
    .map(line => line.replace(/T.*Z (.*):.*/, ' $1'));

describe('a free account', () => {
  test('is helped in the product', () => {
    expect(of('alone', 'free-activation')).toEqual([
      '2026-03-02T10:00:00Z enrolled in free-activation by Account Created',
      '2026-03-02T10:00:00Z free-start: inApp sent to everyone',
      '2026-03-05T09:00:00Z free-invite: inApp sent to admin',
      '2026-03-09T09:00:00Z free-template: inApp sent to everyone',
      '2026-03-16T09:00:00Z free-community: inApp sent to everyone',
      '2026-04-01T09:00:00Z free-plans: inApp skipped to admin, condition',
      '2026-04-01T09:00:00Z completed free-activation, goal missed',
    ]);
  });

  test('is told what a plan adds once it uses three of the eight key features, and not with two', () => {
    expect(shown('busy')).toEqual(['2026-03-02 free-start', '2026-03-16 free-community', '2026-04-01 free-plans']);
    expect(shown('two-features')).not.toContain('2026-04-01 free-plans');
  });

  test('leaves when it pays', () => {
    expect(of('pays', 'free-activation').at(-1)).toBe(
      '2026-03-09T08:59:59Z exited free-activation: subscription.started',
    );
  });

  test('leaves when it is on a plan that no processor knows of', () => {
    expect(of('by-invoice', 'free-activation').at(-1)).toBe(
      '2026-03-09T09:30:00Z exited free-activation: stage.changed',
    );
  });

  test('goes on with `adoption` once it is on a plan, which it enters once, and is not welcomed a second time', () => {
    expect(of('pays', 'adoption').filter(line => line.includes(' enrolled ') || line.includes(' exited '))).toEqual([
      '2026-03-09T09:30:00Z enrolled in adoption by signal',
    ]);
    expect(of('pays', 'onboarding')).toEqual([]);
    expect(of('pays', 'adoption').join()).toContain('email sent to pays-ada');
    expect(of('busy', 'adoption')).toEqual([]);
    expect(of('team', 'adoption').join()).not.toContain('by signal');
  });

  test('goes on with `adoption` after a trial too, once it pays and not before', () => {
    expect(of('tries', 'free-activation').at(-1)).toBe('2026-03-09T08:59:59Z exited free-activation: stage.changed');
    expect(of('tries', 'adoption').filter(line => line.includes(' enrolled '))).toEqual([
      '2026-03-23T08:59:59Z enrolled in adoption by signal',
    ]);
    expect(of('tries', 'onboarding')).toEqual([]);
    expect(of('tries-and-leaves', 'adoption')).toEqual([]);
    expect(of('on-trial', 'onboarding')).not.toEqual([]);
    expect(of('on-trial', 'adoption').join()).not.toContain('by signal');
  });

  test('gets no mail and no task, however silent it is', () => {
    expect(played.mailsTo('alone-ada', 'busy-ada', 'two-features-ada', 'storage-ada')).toEqual([]);
    expect(played.of('alone').filter(line => line.includes(': task '))).toEqual([]);
    expect(of('storage', 'storage-tier').slice(1)).toEqual([
      '2026-03-10T10:00:00Z storage-tier: email skipped to storage-ada, condition',
      '2026-03-10T10:00:00Z free-plans: inApp sent to admin',
      '2026-03-10T10:00:00Z completed storage-tier',
    ]);
  });

  test('is one in any spelling of its plan', () => {
    expect(played.mailsTo('spelled-ada')).toEqual([]);
    expect(of('spelled', 'free-activation')[0]).toContain('enrolled in free-activation');
    expect(of('spelled', 'onboarding')).toEqual([]);
  });

  test('leaves what it was mailed by when it stops to pay, and goes on with `adoption` once it pays again', () => {
    expect(of('shrinks', 'onboarding').at(-1)).toBe('2026-03-06T10:00:00Z exited onboarding: stage.changed');
    expect(of('shrinks', 'adoption')[0]).toBe('2026-03-31T10:00:00Z enrolled in adoption by signal');
    const between = played.mailsTo('shrinks-ada').filter(line => line > '2026-03-06' && line < '2026-03-31');
    expect(between).toEqual([]);
  });

  test('is mailed by no round of `adoption` while it is free', () => {
    const rounds = of('pauses', 'adoption').filter(line => line.includes('feature-spotlight: email'));
    expect(rounds.map(line => line.replace(/ to .*, /, ', '))).toEqual([
      expect.stringMatching('skipped, condition'),
      expect.stringMatching('skipped, condition'),
    ]);
  });

  test('is the only one of them: others are onboarded', () => {
    expect(of('team', 'free-activation')).toEqual([]);
    expect(of('team', 'onboarding')).not.toEqual([]);
  });
});

describe('a digital account that outgrows its plan', () => {
  test('gets a CSM above $10,000, who is told', () => {
    expect(of('over', 'promotion').slice(1)).toEqual([
      '2026-03-02T10:00:00Z introduce-yourself: task opened, severity 3, priya',
      '2026-03-02T10:00:00Z completed promotion',
      // A month later the limit is forgotten, and with it the reason to call.
      '2026-04-06T03:00:00Z introduce-yourself: task auto-resolved, severity 3, ruth',
    ]);
    expect(of('at-10k', 'promotion')).toEqual([]);
  });

  test('at its third attempt at a premium feature too', () => {
    expect(of('two-attempts', 'promotion')).toEqual([]);
    expect(of('three-attempts', 'promotion')[0]).toBe('2026-03-04T10:00:00Z enrolled in promotion by signal');
  });

  test('is not called twice about its API calls, and one that has a CSM keeps them', () => {
    expect(of('by-api', 'promotion').join()).not.toContain('task opened');
    expect(of('by-api', 'api-limit').join()).toContain('task opened');
    expect(of('low', 'promotion')).toEqual([]);
  });
});
