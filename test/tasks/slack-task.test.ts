import { describe, expect, it } from 'vitest';
import type { Task } from '../../engine/account/task.ts';
import { taskOutcomes } from '../../engine/definition/task.ts';
import { slackDigest } from '../../engine/tasks/slack-digest.ts';
import { slackMessage } from '../../engine/tasks/slack-message.ts';
import { slackSnoozes, slackTask, snoozedUntil, taskOfBlock } from '../../engine/tasks/slack-task.ts';
import { aTask, noStaff } from '../support/tasks.ts';

const team = [
  { id: 'maya', name: 'Maya', email: 'maya@example.com' },
  { id: 'tom', email: 'tom@example.com' },
];
const staff = { ...noStaff, team };
const words = (text: string) => ({ type: 'plain_text', text, emoji: false });

/** What lies below the message itself. */
const below = (more: Partial<Task>, link?: string) => {
  const task = aTask(more);
  const { text, blocks } = slackTask(task, staff, link);
  const message = slackMessage(task, task.change ?? 'updated', staff);
  expect(text).toBe(message.text);
  expect(blocks.slice(0, message.blocks.length)).toEqual(message.blocks);
  return blocks.slice(message.blocks.length) as { type: string; block_id?: string; elements: unknown[] }[];
};
const stands = (more: Partial<Task>) =>
  below(more)
    .filter(({ type }) => type === 'context')
    .map(({ elements }) => elements);
const told = (text: string) => [[words(text)]];

describe('a task in Slack', () => {
  it('offers what can be done with it, and names the task and the revision that was seen', () => {
    expect(below({ revision: 7 }, 'https://console.example/tasks/1')).toEqual([
      {
        type: 'actions',
        block_id: '7 risk.login-drop.1',
        elements: [
          { type: 'button', action_id: 'acknowledge', text: words('Take it up'), value: 'acknowledge' },
          {
            type: 'static_select',
            action_id: 'snooze',
            placeholder: words('Snooze'),
            options: [
              { text: words('Until tomorrow'), value: 'tomorrow' },
              { text: words('Until next week'), value: 'next_week' },
            ],
          },
          {
            type: 'static_select',
            action_id: 'resolve',
            placeholder: words('Resolve'),
            options: taskOutcomes.map(value => ({ text: words(value.replaceAll('_', ' ')), value })),
          },
          { type: 'button', action_id: 'open', text: words('Open'), url: 'https://console.example/tasks/1' },
        ],
      },
    ]);
  });

  it('is not offered to be taken up twice, and only to be opened once it is done', () => {
    const [, actions] = below({ status: 'acknowledged' });
    expect(actions?.elements.map(each => (each as { action_id: string }).action_id)).toEqual(['snooze', 'resolve']);
    const [, done] = below({ status: 'resolved' }, 'https://x');
    expect(done?.elements).toEqual([{ type: 'button', action_id: 'open', text: words('Open'), url: 'https://x' }]);
    expect(below({ status: 'resolved' }).map(({ type }) => type)).toEqual(['context']);
  });

  it('has no buttons where Slack could not name it', () => {
    const id = 'x'.repeat(253);
    expect(below({ id }).map(({ block_id }) => block_id)).toEqual([`1 ${id}`]);
    expect(below({ id: `${id}x` })).toEqual([]);
  });

  it('says who did what, by name where the team has one', () => {
    expect(stands({})).toEqual([]);
    const at = '2026-03-10T09:00:00.000Z';
    const acted = { by: 'maya', action: 'acknowledged', at } as never;
    expect(stands({ status: 'acknowledged', acted })).toEqual(told('Maya is working on it'));
    expect(stands({ status: 'acknowledged' })).toEqual(told('Someone is working on it'));
    const snoozed = { status: 'snoozed', snoozedUntil: '2026-03-16T08:00:00.000Z' } as const;
    expect(stands({ ...snoozed, acted: { by: 'tom', action: 'snoozed', at } as never })).toEqual(
      told('Snoozed until 2026-03-16 by tom'),
    );
    expect(stands(snoozed)).toEqual(told('Snoozed until 2026-03-16'));
    expect(stands({ acted: { by: 'maya', action: 'reassigned', at } as never })).toEqual(told('Reassigned by Maya'));
    expect(stands({ acted })).toEqual([]);
    const outcome = { code: 'plan_agreed', by: 'maya', at } as const;
    expect(stands({ status: 'resolved', outcome })).toEqual(told('Done: plan agreed (Maya)'));
    expect(stands({ status: 'resolved', outcome: { ...outcome, by: 'tom' } })).toEqual(told('Done: plan agreed (tom)'));
    expect(stands({ status: 'resolved' })).toEqual(told('Done: resolved automatically'));
  });

  it('is found by its block again, whatever its id', () => {
    expect(taskOfBlock('7 risk.login-drop.1')).toEqual({ id: 'risk.login-drop.1', revision: 7 });
    expect(taskOfBlock('12 a b\nc')).toEqual({ id: 'a b\nc', revision: 12 });
    for (const foreign of ['', '7', '7 ', 'x 1', 'x7 a', '1234567890 a']) expect(taskOfBlock(foreign)).toBeUndefined();
  });
});

describe('a snooze from Slack', () => {
  const business = {
    timezone: 'Europe/Berlin',
    opens: '09:00',
    closes: '17:00',
    workdays: [1, 2, 3, 4, 5],
  } as const;
  const until = (how: 'tomorrow' | 'next_week', now: string, holidays: string[] = []) =>
    snoozedUntil(how, { csm: 'maya', team, business: { ...business, holidays }, now });

  it('ends as the next working day begins, or the first of the next week', () => {
    expect(slackSnoozes).toEqual(['tomorrow', 'next_week']);
    // A Tuesday evening, which is Wednesday in Berlin; and a Friday.
    expect(until('tomorrow', '2026-03-10T22:30:00.000Z')).toBe('2026-03-11T08:00:00.000Z');
    expect(until('tomorrow', '2026-03-10T23:30:00.000Z')).toBe('2026-03-12T08:00:00.000Z');
    expect(until('tomorrow', '2026-03-13T12:00:00.000Z')).toBe('2026-03-16T08:00:00.000Z');
    expect(until('next_week', '2026-03-10T12:00:00.000Z')).toBe('2026-03-16T08:00:00.000Z');
    // On a Monday it is the next one, on a Sunday tomorrow.
    expect(until('next_week', '2026-03-09T12:00:00.000Z')).toBe('2026-03-16T08:00:00.000Z');
    expect(until('next_week', '2026-03-15T12:00:00.000Z')).toBe('2026-03-16T08:00:00.000Z');
  });

  it('passes over holidays', () => {
    expect(until('next_week', '2026-03-10T12:00:00.000Z', ['2026-03-16'])).toBe('2026-03-17T08:00:00.000Z');
  });
});

describe('a digest in Slack', () => {
  it('says how many tasks it leaves out, where it leaves out any', () => {
    const shown = (more: number) => slackDigest({ title: 'Your Monday', more }, [aTask({})], staff, () => undefined);
    const one = slackTask(aTask({}), staff, undefined).blocks;
    const header = { type: 'header', text: words('Your Monday') };
    expect(shown(0)).toEqual({ text: 'Your Monday', blocks: [header, ...one] });
    const left = { type: 'context', elements: [words('And 3 more: see your mail or the console.')] };
    expect(shown(3).blocks).toEqual([header, ...one, left]);
  });
});
