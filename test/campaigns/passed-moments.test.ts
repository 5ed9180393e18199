import { expect, test } from 'vitest';
import { describePassed, passedMoments } from '../../engine/cli/passed-moments.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { email, journeyOf } from '../journey/plain-journey.ts';

const campaign = (at: Extract<JourneyDefinition['enroll'], { kind: 'campaign' }>['at']) =>
  journeyOf([email('hello')], { id: 'launch', enroll: { kind: 'campaign', at, perHour: 10 } });
const toldAt = (now: string, at = campaign({ kind: 'calendar', date: '2026-03-10', time: '10:00' })) =>
  passedMoments([at, journeyOf([email('hello')])], now).map(describePassed);

test('a campaign whose date has passed is told of, and of which zones it has', () => {
  expect(toldAt('2026-03-09T19:59:59.000Z')).toEqual([]);
  expect(toldAt('2026-03-09T20:00:00.000Z')[0]).toContain(
    'has passed for some time zones (since 2026-03-09T20:00:00Z)',
  );
  expect(toldAt('2026-03-10T22:59:59.000Z')[0]).toContain('enrolls only accounts in the others');
  expect(toldAt('2026-03-10T23:00:00.000Z')).toEqual([
    'note: the date of campaign "launch" has passed (2026-03-10T23:00:00Z): deployed now, it enrolls no account. Set a later date to send it.',
  ]);
});

test('one instant for all has passed for all', () => {
  const at = campaign({ kind: 'instant', at: '2026-03-10T10:00:00.000Z' });
  expect(toldAt('2026-03-10T09:59:59.999Z', at)).toEqual([]);
  expect(toldAt('2026-03-10T10:00:00.000Z', at)[0]).toContain('it enrolls no account');
});
