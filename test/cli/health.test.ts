import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HealthRecord } from '../../engine/account/health-state.ts';
import { healthJson } from '../../engine/cli/health-json.ts';
import { healthSection } from '../../engine/playback/report/health-section.ts';
import { aHealthRecord } from '../conformance/records.ts';
import { daymarkEach, type Workplace, workplace } from '../support/cli.ts';

let here: Workplace;
beforeAll(async () => {
  here = await workplace();
});
afterAll(() => here.remove());

const before = aHealthRecord('acme', 2, 93);
const after: HealthRecord = {
  ...aHealthRecord('acme', 9, 69),
  from: 'green',
  components: {
    ...before.components,
    support: { state: 'red', because: 'tickets doubled' },
  },
  points: { ...before.points, support: 0 },
  inputs: { ...before.inputs, support: { tickets: 8, ticketsBefore: 4, csat: null } },
};

test('health explains the last score of an account, or the one as of a time, and says what there is where there is none', async () => {
  await mkdir(here.path('out'), { recursive: true });
  const scores = [before, aHealthRecord('other', 2, 10), after];
  await writeFile(here.path('out', 'health.jsonl'), scores.map(score => `${JSON.stringify(score)}\n`).join(''));
  const of = ['--play', here.path('out')];
  const [last, first, json, early, unknown, misspelled, nothing] = await daymarkEach([
    ['health', 'acme', ...of],
    ['health', 'acme', '--at', '2026-03-05T00:00:00Z', ...of],
    ['health', 'acme', '--json', ...of],
    ['health', 'acme', '--at', '2026-03-01T00:00:00Z', ...of],
    ['health', 'nobody', ...of],
    ['health', 'acne', ...of],
    ['health', 'acme', '--play', here.path('none')],
  ]);
  expect(last).toMatchObject({ code: 0, stderr: '' });
  expect(last?.stdout).toContain('acme: 69 of 100, yellow (was green), at 2026-03-09T09:00:00Z\n');
  expect(last?.stdout).toMatch(
    / {2}support +0 of 15 +red: tickets doubled\n +8 tickets in 30 days after 4 in the 30 before/,
  );
  expect(last?.stdout).toContain('  support -15\n    from green: 1 tickets');
  expect(first?.stdout).toContain('acme: 93 of 100');
  expect(first?.stdout).toContain('Nothing moved it since the evaluation before.');
  expect(healthJson.parse(JSON.parse(json?.stdout ?? ''))).toEqual(after);
  expect(early).toMatchObject({
    code: 1,
    errors: [expect.stringContaining('had no health score by'), expect.stringContaining('2026-03-02')],
  });
  expect(unknown).toMatchObject({
    code: 1,
    errors: [expect.stringContaining('"nobody" has no health score'), expect.any(String)],
  });
  expect(misspelled?.errors[1]).toBe('did you mean "acme"?');
  expect(nothing?.errors[0]).toContain('no health scores here');
  expect(nothing?.errors[1]).toContain('play events first');
});

test('the report tells how accounts stand, which bands moved, and who is red', () => {
  const red: HealthRecord = { ...aHealthRecord('globex', 9, 31), band: 'red', from: 'yellow' };
  const text = healthSection([before, after, red], new Map([['globex', { name: 'Globex', timezone: 'UTC' }]]));
  expect(text).toBe(
    '  2 accounts at the end: 1 yellow, 1 red.\n  Bands moved 2 times: 1 green to yellow, 1 yellow to red.\n  Red at the end: Globex (globex) 31.\n',
  );
});
