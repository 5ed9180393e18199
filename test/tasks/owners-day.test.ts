import { expect, test } from 'vitest';
import { instant } from '../../engine/kernel/instant.ts';
import { crmTask } from '../../engine/sinks/crm-task.ts';
import { salesforceFields } from '../../engine/sinks/salesforce/fields.ts';
import { slackTask } from '../../engine/tasks/slack-task.ts';
import type { Staff } from '../../engine/tasks/task-actions.ts';
import { aTask } from '../support/tasks.ts';
import { aPolicy } from '../support/touch.ts';

const { businessCalendar } = aPolicy();
const maya = { id: 'maya', email: 'maya@example.com' };

/** Whose zone it may be: that of the CSM, or else of the business. */
const staffIn: Readonly<Record<string, (timezone: string) => Staff>> = {
  'the CSM': timezone => ({ team: [{ ...maya, calendar: { timezone } }], businessCalendar }),
  'the business': timezone => ({ team: [maya], businessCalendar: { ...businessCalendar, timezone } }),
};

test.each(
  [
    ['America/Los_Angeles', '2026-03-07T01:00:00Z', '2026-03-06'],
    ['America/Denver', '2026-03-07T00:00:00Z', '2026-03-06'],
    ['UTC', '2026-03-07T00:00:00Z', '2026-03-07'],
    ['Asia/Tokyo', '2026-03-06T15:00:00Z', '2026-03-07'],
    ['Pacific/Auckland', '2026-12-31T11:00:00Z', '2027-01-01'],
  ].flatMap(([timezone = '', at = '', day = '']) =>
    Object.keys(staffIn).map(whose => [timezone, whose, at, day] as const),
  ),
)(
  'in %s, the zone of %s, what is due or snoozed until %s is so on %s, in Slack and CRMs',
  (timezone, whose, at, day) => {
    const staff = staffIn[whose]?.(timezone) ?? { team: [], businessCalendar };
    const due = aTask({ dueAt: instant(at) });
    const snoozed = aTask({ status: 'snoozed', snoozedUntil: instant(at) });
    const inCrm = (task: typeof due) => crmTask(task, { company: '1', mapping: undefined, staff, link: undefined });
    expect(salesforceFields(inCrm(due)).ActivityDate).toBe(day);
    expect(inCrm(snoozed).lines).toContain(`Snoozed until ${day}`);
    expect(JSON.stringify(slackTask(due, staff, undefined))).toContain(` due ${day}"`);
    expect(JSON.stringify(slackTask(snoozed, staff, undefined))).toContain(`"Snoozed until ${day}"`);
  },
);

test('where no policy says when the business works, days are of UTC', () => {
  const staff = { team: [maya], businessCalendar: undefined };
  expect(JSON.stringify(slackTask(aTask({ dueAt: '2026-03-07T01:00:00.000Z' }), staff, undefined))).toContain(
    ' due 2026-03-07"',
  );
});
