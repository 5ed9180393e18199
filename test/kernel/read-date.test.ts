import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateIn, instantIn } from '../../engine/definition/calendar.ts';

test.each([
  ['2026-08-20T10:00:00Z', '2026-08-20T10:00:00.000Z'],
  ['2026-08-20T10:00Z', '2026-08-20T10:00:00.000Z'],
  ['2026-08-20T10Z', '2026-08-20T10:00:00.000Z'],
  ['2026-08-20t10:00:00z', '2026-08-20T10:00:00.000Z'],
  ['2026-08-20T10:00:00+0000', '2026-08-20T10:00:00.000Z'],
  ['2026-08-20T10:00:00.000+0000', '2026-08-20T10:00:00.000Z'],
  ['2026-08-20T10:00:00+00', '2026-08-20T10:00:00.000Z'],
  ['2026-08-20T10:00:00-00:00', '2026-08-20T10:00:00.000Z'],
  ['2026-08-20T10:00:00+05:45', '2026-08-20T04:15:00.000Z'],
  ['2026-08-20T10:00-0330', '2026-08-20T13:30:00.000Z'],
  ['2026-08-20T23:30-12', '2026-08-21T11:30:00.000Z'],
  ['2026-08-20T10:00:00.1Z', '2026-08-20T10:00:00.100Z'],
  ['2026-08-20T10:00:00,123456Z', '2026-08-20T10:00:00.123Z'],
  [`2026-08-20T10:00:00.${'9'.repeat(1_000)}Z`, '2026-08-20T10:00:00.999Z'],
  [' 2026-08-20T10:00:00Z ', '2026-08-20T10:00:00.000Z'],
  // Without an offset they are of the zone, whatever its clock does then.
  ['2026-08-20T10:00:00', '2026-08-20T08:00:00.000Z'],
  ['2026-08-20T10:00', '2026-08-20T08:00:00.000Z'],
  ['2026-08-20', '2026-08-19T22:00:00.000Z'],
  ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
  ['2028-02-29', '2028-02-28T23:00:00.000Z'],
  ['9999-12-31T23:59:59-12:00', '9999-12-31T23:59:59.000Z'],
])('%s is an instant', (said, instant) => {
  expect(instantIn(said, 'Europe/Berlin')).toBe(instant);
});

test.each([
  ['2026-08-20', '2026-08-20'],
  ['2026-08-20T00:00:00', '2026-08-20'],
  ['2026-08-20T23:59:59.999', '2026-08-20'],
  ['2026-08-20T02:00:00Z', '2026-08-19'],
  ['2026-08-20T02:00:00+0000', '2026-08-19'],
  ['2026-08-20T02:00:00-04', '2026-08-20'],
  ['2026-08-20T09:00:00+05:45', '2026-08-19'],
])('%s is a date of New York', (said, date) => {
  expect(dateIn(said, 'America/New_York')).toBe(date);
});

const noDates: readonly unknown[] = [
  ...['Plan 7', 'Renewal 2026', 'soon', 'tomorrow', '', ' ', 'null', '2026', '2026-08', '20260820', '1780272000'],
  ...['8/20/2026', '20/8/2026', '20.8.2026', '2026/08/20', '2026-8-20', '26-08-20', '+002026-08-20', '2026-W34-4'],
  ...['Aug 20, 2026', '20 August 2026', 'Thu, 20 Aug 2026 10:00:00 GMT', '2026-08-20T10:00:00 GMT', '2026-08-20Z'],
  ...['2026-06-31', '2026-02-29', '2100-02-29', '2026-13-01', '2026-00-10', '2026-01-00', '0000-00-00'],
  ...['2026-06-31T10:00:00Z', '2026-08-20T24:00:00Z', '2026-08-20T10:60:00Z', '2026-08-20T10:00:60Z'],
  ...['2026-08-20T10:00:00+24:00', '2026-08-20T10:00:00+0560', '2026-08-20T10:00:00+5', '2026-08-20T10:00:00.Z'],
  ...[
    '2026-08-20T10:00:00ZZ',
    '2026-08-20T',
    '2026-08-20 10:00:00',
    '2026-08-20T10:00:00Z2026',
    '2026-08-20\n2026-08-21',
  ],
  ...[1_780_272_000, 1_780_272_000_000, 20_260_820, 7, true, null, undefined, {}, ['2026-08-20'], new Date(0)],
];

test.each(noDates.map(said => [said]))('%j is no date', said => {
  expect(dateIn(said, 'Europe/Berlin')).toBeUndefined();
  expect(instantIn(said, 'Europe/Berlin')).toBeUndefined();
});

test('whatever is read as a date is one that exists, in a form that sorts', () => {
  const digits = fc.stringMatching(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:?\d{2})?)?$/);
  fc.assert(
    fc.property(digits, fc.constantFrom('UTC', 'Pacific/Kiritimati', 'America/Los_Angeles'), (text, zone) => {
      const instant = instantIn(text, zone);
      expect(instant === undefined).toBe(dateIn(text, zone) === undefined);
      if (instant !== undefined) expect(new Date(instant).toISOString()).toBe(instant);
      if (instant !== undefined) expect(instant).toMatch(/^\d{4}-/);
    }),
  );
});

test('the time zone of the machine changes nothing', () => {
  const script = `
    const { dateIn, instantIn } = await import('./engine/definition/calendar.ts');
    const said = ['2026-08-20T00:30:00', '2026-08-20', '2026-08-20T23:30', 'Plan 7', '2026-08-20T10:00:00+0000'];
    console.log(JSON.stringify(said.flatMap(each => [dateIn(each, 'Asia/Kolkata'), instantIn(each, 'Asia/Kolkata')])));`;
  const under = (TZ: string): string =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ } }).toString();
  expect(under('Pacific/Auckland')).toBe(under('America/Los_Angeles'));
});
