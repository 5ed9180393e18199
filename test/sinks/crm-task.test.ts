import { expect, test } from 'vitest';
import { instant } from '../../engine/kernel/instant.ts';
import { crmTask } from '../../engine/sinks/crm-task.ts';
import { salesforceFields } from '../../engine/sinks/salesforce/fields.ts';
import { aTask } from '../support/tasks.ts';

test.each([
  ['America/Denver', '2026-03-07T00:00:00Z', '2026-03-06'],
  ['UTC', '2026-03-07T00:00:00Z', '2026-03-07'],
  ['Asia/Tokyo', '2026-03-06T15:00:00Z', '2026-03-07'],
  ['Pacific/Auckland', '2026-12-31T11:00:00Z', '2027-01-01'],
])('in %s a task that is due at %s is due on %s', (timezone, dueAt, day) => {
  const said = { company: '1', mapping: undefined, team: [], link: undefined, timezone };
  expect(salesforceFields(crmTask(aTask({ dueAt: instant(dueAt) }), said)).ActivityDate).toBe(day);
});
