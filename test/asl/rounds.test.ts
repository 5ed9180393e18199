import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FunctionState, ParkState, StateMachineDefinition } from '../../engine/asl/asl.ts';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import type { Anchor } from '../../engine/definition/anchor.ts';
import { type WakeContext, wakeAt } from '../../engine/definition/calendar.ts';
import type { Step } from '../../engine/definition/step.ts';
import type { Wake } from '../../engine/definition/step-call.ts';
import { days, hours, months, weeks } from '../../engine/kernel/duration.ts';
import { instant } from '../../engine/kernel/instant.ts';
import type { EveryStep } from '../../engine/steps/every/step.ts';
import { before, day, email, journeyOf, policy, templates } from '../journey/plain-journey.ts';

const loop = (changes: Partial<EveryStep> = {}): EveryStep => ({
  kind: 'every',
  id: 'm',
  interval: months(1),
  times: 5,
  steps: [email('mm')],
  ...changes,
});

const afterDays = (amount: number): Anchor => ({ kind: 'after', duration: days(amount) });

const compile = (...steps: Step[]) => compileJourney(journeyOf(steps), templates);

const wakeIn = (machine: StateMachineDefinition, state: string): Wake =>
  JSON.parse((machine.States[state] as ParkState).Arguments.ExpressionAttributeValues[':w']?.S ?? '').wake;

const endIn = (machine: StateMachineDefinition, state: string) =>
  (machine.States[state] as FunctionState).Arguments.Payload.roundEnds as unknown as Wake | undefined;

const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe'];

const localDate = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(at));
const localTime = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(new Date(at));

/** Reference: the same day so many months later, or that month's last day. */
const monthsLater = (date: string, count: number): string => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10);
};
const daysLater = (date: string, count: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

const moment = fc.integer({ min: 0, max: 3 * 366 * 1440 }).map(minute => instant(Date.UTC(2027, 0, 1, 0, minute)));
const later = fc.integer({ min: 0, max: 40 * 86_400 });

const contextAt = (begun: string, done: string, timezone: string): WakeContext => ({
  anchoredAt: begun,
  after: done,
  steps: { 'begin of m': begun },
  timezone,
  dates: { renewalAt: localDate(begun, timezone) },
  fields: {},
  calendar: policy.businessCalendar,
});

describe('the rounds of a loop', () => {
  const anchors: Record<string, { at?: Anchor; first: (begun: string) => string }> = {
    'on a day': { at: day(1), first: begun => daysLater(begun, 1) },
    'before a date': { at: before('renewalAt', 3), first: begun => daysLater(begun, -3) },
    'on a day that the event says': {
      at: { kind: 'share', field: 'days', points: [{ length: 14, day: 10 }] },
      first: begun => daysLater(begun, 10),
    },
    'at no day': { first: begun => begun },
    'after a while': { at: afterDays(0), first: begun => begun },
  };
  const intervals = {
    'a month': { interval: months(1), later: monthsLater },
    'two months': { interval: months(2), later: (date: string, count: number) => monthsLater(date, 2 * count) },
    'ten days': { interval: days(10), later: (date: string, count: number) => daysLater(date, 10 * count) },
    'a week': { interval: weeks(1), later: (date: string, count: number) => daysLater(date, 7 * count) },
  };
  const cases = Object.keys(anchors).flatMap(anchor => Object.keys(intervals).map(interval => ({ anchor, interval })));

  it.each(cases)('that begins $anchor stay on their calendar, $interval apart, however long one is held', given => {
    const { at, first } = anchors[given.anchor] as (typeof anchors)[string];
    const { interval, later: plus } = intervals[given.interval as keyof typeof intervals];
    const machine = compile(email('welcome'), loop({ interval, ...(at && { at }) }));
    fc.assert(
      fc.property(
        moment,
        fc.constantFrom(...zones),
        later,
        fc.integer({ min: 2, max: 5 }),
        (begun, zone, held, round) => {
          const done = instant(Date.parse(begun) + held * 1000);
          const due = wakeAt(wakeIn(machine, `until mm (${round})`), contextAt(begun, done, zone)) ?? '';
          expect(localDate(due, zone)).toBe(plus(first(localDate(begun, zone)), round - 1));
          const isDated = at !== undefined && at.kind !== 'after';
          // A local time skipped by the clock change moves behind the gap.
          if (isDated) expect(localTime(due, zone)).toBe('09:00:00');
          // The round before ends when this one begins.
          const end = endIn(machine, round === 2 ? 'mm' : `mm (${round - 1})`);
          expect(end && wakeAt(end, contextAt(begun, done, zone))).toBe(due);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keep the 31st', () => {
    const machine = compile(loop({ at: day(1) }));
    const dates = [2, 3, 4, 5].map(round =>
      wakeAt(
        wakeIn(machine, `until mm (${round})`),
        contextAt('2026-01-30T12:00:00.000Z', '2026-03-03T10:00:00.000Z', 'Europe/Berlin'),
      ),
    );
    expect(dates).toEqual([
      '2026-02-28T08:00:00Z',
      '2026-03-31T07:00:00Z',
      '2026-04-30T07:00:00Z',
      '2026-05-31T07:00:00Z',
    ]);
  });

  it('count hours from the send time of the first', () => {
    const machine = compile(loop({ at: day(1), interval: hours(6) }));
    expect(
      wakeAt(wakeIn(machine, 'until mm (3)'), contextAt('2026-01-30T12:00:00.000Z', '2026-02-05T00:00:00.000Z', 'UTC')),
    ).toBe('2026-01-31T21:00:00Z');
  });

  it('of a loop in a loop on the calendar are on it, too, after the end of a month as well', () => {
    const inner = loop({ id: 'inner', interval: days(1), times: 2, steps: [email('tip')] });
    const machine = compile(loop({ at: day(1), times: 2, steps: [inner] }));
    const dueIn = (state: string) =>
      wakeAt(wakeIn(machine, state), contextAt('2026-01-29T12:00:00.000Z', '2026-01-29T12:00:00.000Z', 'UTC'));
    expect(['until tip', 'until tip (2)', 'until tip (3)', 'until tip (4)'].map(dueIn)).toEqual([
      '2026-01-30T09:00:00Z',
      '2026-01-31T09:00:00Z',
      '2026-02-28T09:00:00Z',
      '2026-03-01T09:00:00Z',
    ]);
  });

  it('of a loop in a loop count from when that round of it began', () => {
    const inner = loop({ id: 'inner', interval: days(1), times: 2, steps: [email('tip')] });
    const machine = compile(loop({ at: day(1), times: 2, steps: [email('mm'), inner] }));
    expect(wakeIn(machine, 'until tip (2)')).toMatchObject({ since: 'begin of inner' });
    expect(wakeIn(machine, 'until tip (4)')).toMatchObject({ since: 'begin of inner (2)' });
    // Its last round ends with that of the loop around it.
    expect(endIn(machine, 'tip (2)')).toMatchObject({ kind: 'day', day: 1, plus: [months(1)] });
    expect(endIn(machine, 'tip (4)')).toBeUndefined();
  });

  it('end what they still wait for when the next begins', () => {
    const machine = compile(
      loop({ at: day(1), interval: days(10), times: 2, steps: [email('mm'), email('more', { at: afterDays(4) })] }),
    );
    const wake = wakeIn(machine, 'until more');
    const moreAt = (done: string) => wakeAt(wake, contextAt('2026-03-01T12:00:00.000Z', done, 'UTC'));
    expect(moreAt('2026-03-02T09:00:00.000Z')).toBe('2026-03-06T09:00:00Z');
    expect(moreAt('2026-03-11T09:00:00.000Z')).toBe('2026-03-12T08:59:59Z');
  });

  it('note when they began, once, and only where they are not on the calendar', () => {
    const notes = (...steps: Step[]) =>
      Object.keys(compile(...steps).States).filter(name => name.startsWith('begin of'));
    expect(notes(email('welcome'), loop())).toEqual(['begin of m']);
    expect(notes(loop({ at: afterDays(2) }))).toEqual(['begin of m']);
    expect(notes(loop({ at: day(3) }))).toEqual([]);
    expect(notes(loop({ times: 1 }))).toEqual([]);
  });
});
