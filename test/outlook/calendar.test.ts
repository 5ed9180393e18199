import fc from 'fast-check';
import { expect, it } from 'vitest';
import { daysAhead, type TouchAhead, touchesAhead } from '../../engine/outlook/calendar.ts';
import type { Foreseen } from '../../engine/outlook/foreseen.ts';
import { quietZones } from '../../engine/outlook/quiet-zones.ts';

const touch = (more: object): Foreseen =>
  ({
    ...{ at: '2026-12-02T09:00:00.000Z', journey: 'onboarding', enrollment: 'e', step: 'welcome', round: 1 },
    ...{ does: 'touch', channel: 'email', to: 'ada', template: { id: 'welcome' }, outcome: 'sent' },
    ...more,
  }) as Foreseen;

const classOf = (template: string | undefined) => (template === 'offer' ? 'marketing' : 'lifecycle');

it('tells of a step once a day, however many people get it, and nothing of what does not apply', () => {
  const until = '2026-12-05T09:00:00Z';
  const acts = [
    touch({}),
    touch({ to: 'bo', at: '2026-12-02T09:05:00.000Z' }),
    touch({ at: '2026-12-03T09:00:00.000Z', template: { id: 'offer' }, outcome: 'held', reason: 'capped', until }),
    touch({ step: 'tip', outcome: 'skipped', reason: 'condition' }),
    { ...touch({}), does: 'complete' } as Foreseen,
  ];
  expect(touchesAhead('acme', acts, classOf)).toEqual([
    expect.objectContaining({ account: 'acme', step: 'welcome', class: 'lifecycle', outcome: 'will', receivers: 2 }),
    expect.objectContaining({ class: 'marketing', outcome: 'held', reason: 'capped', until, receivers: 1 }),
  ]);
});

it('has each touch in one number of one day, over the end of a year', () => {
  const some = fc.record({
    at: fc.constantFrom('2026-12-25', '2026-12-31', '2027-01-01', '2027-01-07').map(day => `${day}T23:30:00.000Z`),
    class: fc.constantFrom('transactional', 'lifecycle', 'marketing'),
    outcome: fc.constantFrom('will', 'held', 'skipped'),
  });
  fc.assert(
    fc.property(fc.array(some), given => {
      const touches = given.map(
        each => ({ ...each, reason: each.outcome === 'will' ? undefined : 'capped' }) as unknown as TouchAhead,
      );
      const days = daysAhead(touches, '2026-12-25', 14);
      expect(days.map(({ date }) => date).at(-1)).toBe('2027-01-07');
      for (const { date, will, not } of days) {
        const own = touches.filter(({ at }) => at.startsWith(date));
        for (const [name, count] of Object.entries(will))
          expect(count).toBe(own.filter(each => each.outcome === 'will' && each.class === name).length);
        for (const { outcome, touches: count } of not)
          expect(count).toBe(own.filter(each => each.outcome === outcome).length);
        const sum = Object.values(will).reduce((all, count) => all + count, 0);
        expect(not.reduce((all, each) => all + each.touches, sum)).toBe(own.length);
      }
    }),
  );
});

it('tells when it is night in each zone, over midnight, and how many touches wait for its end', () => {
  const held = (account: string, reason: string) => ({ account, reason, outcome: 'held' }) as unknown as TouchAhead;
  const accounts = [
    { id: 'acme', name: 'Acme', timezone: 'Europe/Berlin' },
    { id: 'bolt', name: 'Bolt', timezone: 'Europe/Berlin' },
    { id: 'zen', name: 'Zen', timezone: 'Asia/Tokyo' },
  ];
  const touches = [held('acme', 'quiet-hours'), held('acme', 'capped'), held('zen', 'quiet-hours')];
  const [acme, bolt, zen] = accounts.map(({ id, name }) => ({ id, name }));
  expect(quietZones(accounts, touches, { from: '20:00', to: '08:00' }, '2026-12-02T18:00:00.000Z')).toEqual([
    {
      ...{ timezone: 'Europe/Berlin', accounts: [acme, bolt], held: 1 },
      ...{ from: '2026-12-02T19:00:00.000Z', to: '2026-12-03T07:00:00.000Z' },
    },
    {
      ...{ timezone: 'Asia/Tokyo', accounts: [zen], held: 1 },
      ...{ from: '2026-12-03T11:00:00.000Z', to: '2026-12-03T23:00:00.000Z' },
    },
  ]);
});
