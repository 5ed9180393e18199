import { describe, expect, it } from 'vitest';
import type { TimelineEntry, TimelineLine } from '../../../engine/account/timeline.ts';
import type { Condition } from '../../../engine/definition/condition.ts';
import type { JourneyDefinition } from '../../../engine/definition/journey-definition.ts';
import { endOfForecast } from '../../../engine/numbers/load-ahead.ts';
import { describeForecast } from '../../../engine/playback/forecast/describe-forecast.ts';
import { forecastOf } from '../../../engine/playback/forecast/forecast.ts';
import { forecastSchema } from '../../../engine/playback/forecast/forecast-schema.ts';
import { enrollsAhead, firesBySilence } from '../../../engine/playback/forecast/known-ahead.ts';
import { journeyOf } from '../../journey/plain-journey.ts';

const now = '2026-03-02T12:00:00.000Z';
const at = (days: number, ms = 0) => new Date(Date.parse(now) + days * 86_400_000 + ms).toISOString();
const by = (enroll: JourneyDefinition['enroll'], id: string): JourneyDefinition => journeyOf([], { id, enroll });
const signal = (when: Condition, id = 's') => by({ kind: 'signal', when }, id);

describe('what is known ahead', () => {
  const health: Condition = { kind: 'attribute', name: 'health', comparison: 'is', value: 'red' };
  const open: Condition = { kind: 'openTask', type: 'risk', days: 30 };

  it('is a signal that time and dates turn, and not one that missing usage turns', () => {
    expect(firesBySilence(signal(health))).toBe(true);
    expect(firesBySilence(signal({ kind: 'unchanged', name: 'healthScore', days: 9 }))).toBe(true);
    expect(
      firesBySilence(signal({ kind: 'all', of: [open, { kind: 'silence', days: 14, knownDays: 30, except: [] }] })),
    ).toBe(true);
    expect(firesBySilence(signal({ kind: 'attribute', name: 'arr', comparison: 'above', value: 1 }))).toBe(false);
    expect(firesBySilence(signal(open))).toBe(false);
    expect(firesBySilence(by({ kind: 'event', event: 'Signed Up', where: [] }, 'e'))).toBe(false);
    expect(
      [signal(open), signal(health), by({ kind: 'event', event: 'Signed Up', where: [] }, 'e')].map(enrollsAhead),
    ).toEqual([true, false, false]);
  });
});

describe('a forecast', () => {
  const line = (days: number, journey: string, entry: TimelineEntry, enrollment = journey, ms = 0): TimelineLine => ({
    ...{ at: at(days, ms), account: 'acme', journey, enrollment, key: '', entry },
  });
  const mail = { type: 'touch', step: 'm', channel: 'email', outcome: 'sent', to: 'ada' } as const;
  const task = (step: string, action: 'opened' | 'resolved' | 'breached', owner = 'maya') =>
    ({ type: 'task', step, action, reason: step, severity: 2, owner }) as const;
  const enrolled = (trigger: string) => ({ type: 'enrolled', trigger }) as const;
  const told = forecastOf({
    lines: [
      line(-40, 'welcome', enrolled('Signed Up'), 'w1'),
      line(-28, 'welcome', mail, 'w1'),
      line(-28, 'welcome', mail, 'w1', 1),
      line(-20, 'welcome', enrolled('Signed Up'), 'w2'),
      line(-19, 'welcome', mail, 'w2'),
      line(-18, 'later', enrolled('enroll'), 'l'),
      line(-17, 'later', mail, 'l'),
      line(-10, 'welcome', task('call', 'opened'), 'w1'),
      line(-9, 'welcome', task('call', 'breached', 'ruth'), 'w1'),
      line(-8, 'welcome', task('ask', 'opened'), 'w2'),
      line(-7, 'welcome', task('ask', 'resolved'), 'w2'),
      line(0, 'welcome', mail, 'w2'),
      line(0, 'welcome', mail, 'w2', 1),
      line(7, 'welcome', mail, 'w2'),
      line(7, 'welcome', { ...mail, channel: 'inApp' }, 'w2', 1),
      line(8, 'welcome', { ...mail, outcome: 'held' }, 'w2'),
      line(9, 'welcome', task('look', 'opened'), 'w2'),
      line(28, 'welcome', task('sum up', 'opened'), 'w2'),
      line(28, 'welcome', mail, 'w2', 1),
    ],
    at: now,
    journeys: [
      by({ kind: 'event', event: 'Signed Up', where: [] }, 'welcome'),
      by({ kind: 'manual' }, 'later'),
      signal({ kind: 'silence', days: 14, knownDays: 30, except: [] }, 'quiet'),
    ],
    ...{
      team: [
        { id: 'maya', email: 'm@x.example', capacity: 1 },
        { id: 'ruth', email: 'r@x.example', capacity: 0 },
      ],
      pools: [],
      taskPool: ['maya', 'tom'],
    },
  });

  it('counts what comes by week, to the very end of each, and who has it', () => {
    expect(forecastSchema.parse(told)).toEqual(told);
    expect(told.journeys).toEqual([
      { journey: 'welcome', mails: [2, 0, 0, 0], prompts: [0, 1, 0, 0], tasks: [0, 1, 0, 1] },
    ]);
    expect(told.csms).toEqual([
      { csm: 'maya', open: 0, tasks: [0, 1, 0, 1], capacity: 1, overInWeek: 4 },
      { csm: 'ruth', open: 1, tasks: [0, 0, 0, 0], capacity: 0, overInWeek: 0 },
      { csm: 'tom', open: 0, tasks: [0, 0, 0, 0], capacity: 25, overInWeek: null },
    ]);
    expect(told.weeks.at(-1)?.to).toBe(endOfForecast(now));
  });

  it('says how much of the last weeks nobody could have known before', () => {
    expect(told.lastWeeks).toEqual({
      from: at(-28),
      mails: { byNewEvents: 2, of: 4 },
      prompts: { byNewEvents: 0, of: 0 },
      tasks: { byNewEvents: 1, of: 2 },
    });
    expect(told.leftOut).toEqual(['quiet']);
    const text = describeForecast(told, ['year.jsonl']);
    expect(text).toContain(
      'Of the last 4 weeks, 2 of 4 mails (50 %) and 1 of 2 tasks (50 %) came from such new events.',
    );
    expect(text).toContain('add about 2 mails and 1 task to the sums above.');
    expect(text).toMatch(/^ {2}maya .*more than that in week 4, if none is closed$/m);
  });

  it('says what came of it where the weeks are over, to the very end', () => {
    const input = { at: now, journeys: [], team: [], pools: [], taskPool: [] };
    const lines = [line(0, 'a', mail, 'a', 1), line(3, 'a', mail)];
    const played = [
      line(0, 'a', mail),
      ...lines,
      line(4, 'b', { ...mail, channel: 'inApp' }),
      line(5, 'b', task('call', 'opened')),
      line(6, 'b', task('call', 'resolved')),
      line(28, 'b', mail),
      line(28, 'b', mail, 'b', 1),
    ];
    const then = forecastOf({ ...input, lines, played, journeys: [by({ kind: 'manual' }, 'a')] });
    expect(then.came).toEqual({ mails: 3, prompts: 1, tasks: 1 });
    expect(describeForecast(then, ['year.jsonl'])).toContain(
      'In these 4 weeks, by the last play, there were 3 mails (forecast: 2), 1 prompt (forecast: 0) and 1 task (forecast: 0).',
    );
    expect(forecastOf({ ...input, lines }).came).toBeNull();
  });
});
