import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usageOf } from '../../engine/account/usage.ts';
import type { FunctionState, ParkState } from '../../engine/asl/asl.ts';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { channelOf } from '../../engine/channels/channel-of.ts';
import { wakeAt } from '../../engine/definition/calendar.ts';
import { enrollingDate, enrollingEvent } from '../../engine/definition/enrolled-by.ts';
import { firstWake } from '../../engine/definition/enrollment-plan.ts';
import type { Step } from '../../engine/definition/step.ts';
import type { TouchCall } from '../../engine/definition/step-call.ts';
import type { Trigger } from '../../engine/definition/trigger.ts';
import { instant } from '../../engine/kernel/instant.ts';
import { quietHours } from '../../engine/sending/gate/quiet-hours.ts';
import { triggerExamples } from '../../engine/triggers/example-of.ts';
import { after, arrAbove, day, email, journeyOf, templates, waitFor } from '../journey/plain-journey.ts';
import { anActiveEnrollment, aPolicy, someProfile } from '../support/touch.ts';

const examples = Object.values(triggerExamples).map(({ trigger }): [string, Trigger] => [trigger.kind, trigger]);
const triggers = {
  ...Object.fromEntries(examples),
  campaign: { kind: 'campaign', at: { kind: 'calendar', date: '2026-03-10', time: '22:00' }, perHour: 100 },
} as Record<Trigger['kind'], Trigger>;
type Kind = Trigger['kind'];
const kinds = Object.keys(triggers) as Kind[];
const byEvent = kinds.filter(kind => enrollingEvent(triggers[kind]) !== undefined);
const byDate = kinds.filter(kind => enrollingDate(triggers[kind]) !== undefined);

const inBranch = (id: string): Step => ({
  kind: 'branch',
  id: `branch-${id}`,
  at: day(0),
  cases: [{ name: 'then', condition: arrAbove(10), steps: [email(id)] }],
  otherwise: [],
});

/** Where the mail "asked" may stand, and which kinds of trigger leave it alone at night. */
const places: Record<string, { steps: Step[]; goesAtNight: readonly Kind[] }> = {
  'first, undated': { steps: [email('asked')], goesAtNight: [] },
  'on day 0': { steps: [email('asked', { at: day(0) })], goesAtNight: [...byEvent, ...byDate] },
  'second on day 0': {
    steps: [email('one', { at: day(0) }), email('asked', { at: day(0) })],
    goesAtNight: [...byEvent, ...byDate],
  },
  'within a branch on day 0': { steps: [inBranch('asked')], goesAtNight: [...byEvent, ...byDate] },
  'undated, after day 0': { steps: [email('one', { at: day(0) }), email('asked')], goesAtNight: byDate },
  'undated, after a branch on day 0': { steps: [inBranch('one'), email('asked')], goesAtNight: byDate },
  'on day 0, after a wait': {
    steps: [waitFor('wait', 'used', 1), email('asked', { at: day(0) })],
    goesAtNight: byDate,
  },
  'on day 3': { steps: [email('asked', { at: day(3) })], goesAtNight: kinds },
  'undated, after day 3': { steps: [email('one', { at: day(3) }), email('asked')], goesAtNight: kinds },
  'a day after another': { steps: [email('one'), email('asked', { at: after(1) })], goesAtNight: [] },
  'undated, after a wait': { steps: [waitFor('wait', 'used', 1), email('asked')], goesAtNight: [] },
};

const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];

const localTime = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(at));

const callOf = (place: string, kind: Kind, template = 'welcome'): TouchCall => {
  const steps = places[place]?.steps ?? [];
  const asked = JSON.parse(JSON.stringify(steps).replaceAll('"template":"welcome"', `"template":"${template}"`));
  const machine = compileJourney(journeyOf(asked, { enroll: triggers[kind] }), templates);
  return { ...(machine.States.asked as FunctionState).Arguments.Payload, policy: aPolicy() } as unknown as TouchCall;
};

const anHour = fc
  .record({
    day: fc.integer({ min: 0, max: 730 }),
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.constantFrom(0, 1, 59),
  })
  .map(({ day, hour, minute }) => instant(Date.UTC(2026, 0, 1 + day, hour, minute)));

const askAt = (call: TouchCall, now: string, timezone: string) =>
  quietHours.ask({
    call,
    channel: channelOf(call.step),
    snapshot: {
      account: 'acme',
      profile: someProfile({ timezone }),
      contacts: [],
      enrollments: [anActiveEnrollment()],
      tasks: [],
      usage: usageOf([]),
    },
    switches: { everything: false, classes: new Set(), journeys: new Set(), closed: new Set<never>() },
    now,
  });

describe('quiet hours', () => {
  const cases = Object.keys(places).flatMap(place => kinds.map(kind => ({ place, kind })));

  it.each(cases)('hold a mail $place ($kind) unless it is a calendar step or answers an event', ({ place, kind }) => {
    const call = callOf(place, kind);
    fc.assert(
      fc.property(anHour, fc.constantFrom(...zones), (now, zone) => {
        const time = localTime(now, zone);
        const answer = askAt(call, now, zone);
        if (places[place]?.goesAtNight.includes(kind) || (time >= '08:00' && time < '20:00')) {
          expect(answer).toBe('pass');
          return;
        }
        expect(answer).toMatchObject({ hold: 'quiet-hours' });
        const until = typeof answer === 'object' && 'until' in answer ? (answer.until ?? '') : '';
        expect(localTime(until, zone)).toBe('08:00');
        const hours = (Date.parse(until) - Date.parse(now)) / 3_600_000;
        expect(hours > 0 && hours <= 13).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it.each(cases)('let a transactional mail $place ($kind) go at any hour', ({ place, kind }) => {
    const call = callOf(place, kind, 'payment-failed');
    expect(askAt(call, '2026-06-01T02:00:00.000Z', 'UTC')).toBe('pass');
  });
});

describe('day 0 of a date', () => {
  const steps = [email('asked', { at: day(0) })];

  it('is waited for until the send time of that day', () => {
    const journey = journeyOf(steps, { enroll: triggers.date });
    const machine = compileJourney(journey, templates);
    expect(machine.StartAt).toBe('until asked');
    expect((machine.States['until asked'] as ParkState).Next).toBe('asked');
    const wake = firstWake(journey);
    const context = {
      anchoredAt: '2026-03-08T05:00:00.000Z',
      after: '2026-03-08T05:00:00.000Z',
      timezone: 'America/New_York',
      dates: {},
      calendar: aPolicy().businessCalendar,
    };
    // The clock goes forward that night.
    expect(wake && wakeAt(wake, context)).toBe('2026-03-08T13:00:00Z');
  });

  it('of everything else is not waited for', () => {
    for (const kind of ['event', 'signal', 'manual'] as const) {
      const journey = journeyOf(steps, { enroll: triggers[kind] });
      expect(firstWake(journey)).toBeUndefined();
      expect(compileJourney(journey, templates).StartAt).toBe('asked');
    }
  });
});
