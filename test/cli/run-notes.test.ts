import { expect, test } from 'vitest';
import { labelsOf, notesOf } from '../../engine/cli/run-notes.ts';
import type { RecordedEvent } from '../../engine/playback/read-events.ts';
import { group } from '../support/recorded-events.ts';

const nothing = { rejected: [], warnings: [], waiting: [], faults: [], alarms: [] };
const warning = (line: number) => ({
  file: 'e.jsonl',
  line,
  what: 'traits.arr is left out',
  fix: 'it must be a number',
});

test('a run in which nothing is odd has no notes', () => {
  expect(notesOf(nothing, 'rejected.jsonl')).toEqual([]);
});

test('the first ten warnings are told, each once, and the others counted', () => {
  const warnings = Array.from({ length: 13 }, (_, index) => warning(index + 1));
  expect(notesOf({ ...nothing, warnings: [...warnings, warning(1)] }, 'rejected.jsonl')).toEqual([
    ...warnings.slice(0, 10).map(({ line }) => `e.jsonl:${line}: traits.arr is left out: it must be a number`),
    '… and 3 more warnings of that kind.',
  ]);
});

test('events of nobody, bad lines and faults are counted', () => {
  const rejected = [1, 2].map(line => ({ file: 'e.jsonl', line, what: 'not JSON', fix: 'write JSON', text: '{' }));
  expect(
    notesOf(
      { ...nothing, rejected, waiting: [{ of: { customer: 'cus_1' }, events: 2 }], faults: ['broken'] },
      'out/rejected.jsonl',
    ),
  ).toEqual([
    'cus_1: 2 events wait for an account that names this customer as its stripeCustomerId.',
    '2 lines could not be used and are kept, with reasons, in out/rejected.jsonl.',
    '1 fault of handlers: see standard error.',
  ]);
});

test('operations are told of a withheld signal with its figures', () => {
  const alarm = {
    alarm: 'telemetry-guard',
    at: '2026-03-09T16:00:00.000Z',
    journey: 'login-drop',
    period: '2026-W10',
    evaluated: 40,
    tripped: 13,
  } as const;

  expect(notesOf({ ...nothing, alarms: [alarm] }, 'rejected.jsonl')).toEqual([
    'Alarm: login-drop was withheld for week 2026-W10, since it would have fired for 13 of 40 accounts: see whether usage still arrives.',
  ]);
});

test('an account is called by its latest name and lives in its zone, or else in UTC', () => {
  const events = [
    group('acme', '2026-03-01T09:30:00Z', { name: 'Acme', timezone: 'Europe/Berlin' }),
    group('acme', '2026-03-02T09:30:00Z', { name: 'Acme Rockets' }),
    group('odd', '2026-03-01T09:30:00Z', { name: 7, timezone: 'Atlantis' }),
  ].map(body => ({ body }) as unknown as RecordedEvent);
  expect([...labelsOf(events)]).toEqual([
    ['acme', { name: 'Acme Rockets', timezone: 'Europe/Berlin' }],
    ['odd', { name: 'odd', timezone: 'UTC' }],
  ]);
});
