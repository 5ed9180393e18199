import { expect, it } from 'vitest';
import { auditPlace, everyJourney } from '../../engine/account/audit-line.ts';

it('audit lines are in order of time, and those of one instant by their id', () => {
  const at = '2026-03-10T09:00:00.000Z';
  const lines = [
    { at, id: 'a' },
    { at, id: 'b' },
    { at: '2026-03-10T09:00:00.001Z', id: 'a' },
  ];
  const places = lines.map(auditPlace);
  expect(places.toReversed().sort()).toEqual(places);
  expect(new Set(places).size).toBe(lines.length);
});

it('what was done with a deployment as a whole is of no journey that there can be', () => {
  expect(everyJourney).toMatch(/^[^a-z]+$/);
});
