import { describe, expect, test } from 'vitest';
import { describeWarnings } from '../../engine/cli/describe-warnings.ts';
import { notesOf } from '../../engine/cli/run-notes.ts';
import { connectorNames, connectorOf } from '../../engine/connectors/connector-of.ts';

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

test('what was not taken as it was meant is counted, and told on standard error', () => {
  expect(notesOf({ ...nothing, warnings: [warning(1), warning(2), warning(2)] }, 'rejected.jsonl')).toEqual([
    '2 lines were accepted, but perhaps not as meant: see standard error.',
  ]);
  expect(notesOf({ ...nothing, warnings: [warning(1)] }, 'rejected.jsonl')).toEqual([
    '1 line was accepted, but perhaps not as meant: see standard error.',
  ]);
});

describe('warnings', () => {
  const unknown = (line: number, event: string) => ({
    file: 'e.jsonl',
    line,
    what: 'event is unknown to the catalog',
    fix: `"${event}". Did you mean "Account Created"?`,
  });

  test('are told by kind, each with one line, the most frequent first', () => {
    expect(describeWarnings([])).toEqual([]);
    expect(describeWarnings([warning(1), unknown(2, 'Acount Created'), unknown(3, 'Acount Created')])).toEqual([
      '3 lines were accepted, but perhaps not as meant:',
      '  e.jsonl:2: event is unknown to the catalog: "Acount Created". Did you mean "Account Created"? (2 lines)',
      '  e.jsonl:1: traits.arr is left out: it must be a number',
    ]);
  });

  test('of thousands of lines are a few', () => {
    const names = Array.from({ length: 2_000 }, (_, line) => unknown(line + 1, `Event ${line % 50}`));
    const kinds = Array.from({ length: 40 }, (_, line) => ({ ...warning(line + 1), what: `traits.x${line} is empty` }));
    const told = describeWarnings([...names, ...kinds]);
    expect(told.length).toBeLessThan(20);
    expect(told[0]).toBe('2,000 lines were accepted, but perhaps not as meant:');
    expect(told[1]).toMatch(/^ {2}e\.jsonl:1: .*"Event 0".* \(40 lines\)$/);
    expect(told).toContain('  … and 1,880 more lines: event is unknown to the catalog, 47 other values.');
    expect(told.at(-1)).toBe('  … and 29 warnings of other kinds.');
  });
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
    '2 lines could not be used: see out/rejected.jsonl for the reasons.',
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
    'Alarm: login-drop was withheld for week 2026-W10, since it would have fired for 13 of 40 accounts: check that usage still arrives.',
  ]);
});

test.each(connectorNames)('a customer of %s that two accounts name is told with its attribute', name => {
  const { customerAttribute, door } = connectorOf(name);
  const alarm = {
    alarm: 'customer-shared',
    customer: `${name}:7`,
    account: 'two',
    other: 'one',
    at: '2026-03-02T09:00:00.000Z',
  } as const;
  const [note] = notesOf({ ...nothing, alarms: [alarm] }, 'rejected.jsonl');
  expect(note).toMatch(/^Alarm: one and two both name /);
  expect(note).toContain(`keep ${customerAttribute} in one of them`);
  expect(note?.includes('subscription')).toBe(door === 'billing');
});
