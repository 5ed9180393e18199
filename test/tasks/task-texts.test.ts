import { describe, expect, test } from 'vitest';
import { digestOf } from '../../engine/tasks/digest.ts';
import { digestVariables } from '../../engine/tasks/digest-variables.ts';
import { slackMessage } from '../../engine/tasks/slack-message.ts';
import { taskView } from '../../engine/tasks/task-view.ts';
import { aTask, noStaff } from '../support/tasks.ts';
import { now } from '../support/touch.ts';

describe('a task in Slack', () => {
  const line = 'Acme: login drop. Logins down 41 % in 3 weeks. Do: book an admin review.';

  test('is a line that says it all, and below it what a CSM sorts by', () => {
    expect(slackMessage(aTask(), 'opened', noStaff)).toEqual({
      text: line,
      blocks: [
        { type: 'section', text: { type: 'plain_text', text: line, emoji: false } },
        {
          type: 'context',
          elements: [
            {
              type: 'plain_text',
              text: 'New task · severity 2 · maya · $12,000 a year · due 2026-03-12',
              emoji: false,
            },
          ],
        },
      ],
    });
  });

  test('says what happened to it', () => {
    const titles = (['raised', 'woken', 'breached', 'reassigned', 'updated'] as const).map(
      change =>
        /"text":"([^·"]*) · severity/.exec(
          JSON.stringify(slackMessage(aTask({ arrAtStake: null }), change, noStaff)),
        )?.[1],
    );
    expect(titles).toEqual([
      'More severe now',
      'Snooze ended',
      'Overdue, now yours',
      'This account is now yours',
      'Task',
    ]);
    expect(JSON.stringify(slackMessage(aTask({ arrAtStake: null }), 'opened', noStaff))).not.toContain('a year');
  });

  test('mentions nobody, and is cut to what Slack takes', () => {
    const named = slackMessage(aTask({ accountName: '<!channel> & <@U1>' }), 'opened', noStaff);
    expect(named).toMatchObject({ text: expect.stringContaining('&lt;!channel&gt; &amp; &lt;@U1&gt;: login') });
    const long = JSON.parse(JSON.stringify(slackMessage(aTask({ play: 'x'.repeat(4_000) }), 'opened', noStaff)));
    expect(long.blocks[0].text.text).toHaveLength(2_900);
    expect(long.blocks[0].text.text.endsWith('…')).toBe(true);
  });
});

describe('a task as CSMs see it', () => {
  test('says what it is about now, and leaves out what never happened', () => {
    const { summary: _, ...view } = taskView(aTask());
    expect(view).toEqual({
      id: 'risk.login-drop.1',
      account: 'acme',
      accountName: 'Acme',
      type: 'risk',
      reason: 'login-drop',
      severity: 2,
      status: 'open',
      owner: 'maya',
      evidence: [{ fact: 'logins', value: 'down 41 %', window: '3 weeks', text: 'down 41 %' }],
      play: 'book an admin review',
      arrAtStake: 12_000,
      atStake: { amount: 12_000, currency: 'usd', text: '$12,000 a year' },
      journey: 'login-drop',
      openedAt: now,
      acknowledgeBy: '2026-03-11T09:00:00.000Z',
      dueAt: '2026-03-12T09:00:00.000Z',
      inDigest: false,
      revision: 1,
    });
    const { accountName: _name, ...unnamed } = aTask({ because: 'canceled', evidence: [{ fact: 'x', value: null }] });
    expect(taskView(unnamed)).toMatchObject({
      accountName: 'acme',
      reason: 'canceled',
      evidence: [{ text: 'unknown' }],
    });
  });

  test('tells what happened to it', () => {
    const happened = {
      inDigest: true,
      snoozedUntil: '2026-03-20T09:00:00.000Z',
      breachedAt: '2026-03-13T09:00:00.000Z',
      formerOwner: 'tom',
      outcome: { code: 'plan_agreed', by: 'maya', at: now },
    } as const;
    expect(taskView(aTask(happened))).toMatchObject(happened);
  });
});

describe('the variables of a digest', () => {
  const long = '2026-03-01T09:00:00.000Z';
  const tasks = [
    aTask({ id: '1', breachedAt: now, status: 'acknowledged', play: 'call them!' }),
    aTask({ id: '2', account: 'tidewater', accountName: 'visit evil.example', type: 'billing', inDigest: true }),
    aTask({ id: '3', openedAt: long }),
  ];
  const digest = digestOf(tasks, long);
  if (digest === undefined) throw new Error('the digest is empty');
  const csm = { id: 'maya', email: 'maya@example.com' };
  const variables = digestVariables({ ...csm, name: 'Maya Ortiz' }, '2026-03-16', digest, 'Europe/Berlin', {
    longBefore: long,
  });

  test('greet the CSM, and count what is listed and what is not', () => {
    expect(variables).toMatchObject({
      account: { timezone: 'Europe/Berlin' },
      contact: { email: 'maya@example.com', name: 'Maya Ortiz', firstName: 'Maya' },
      today: '2026-03-16',
      count: 3,
      accounts: 2,
      atStake: 24_000,
      more: 0,
    });
    const { contact } = digestVariables(csm, '2026-03-16', { ...digest, more: 4 }, 'UTC');
    expect(contact).toEqual({ email: 'maya@example.com', name: 'maya' });
    expect(digestVariables(csm, '2026-03-16', { ...digest, more: 4 }, 'UTC').count).toBe(7);
  });

  test('have a row for each task, of which no name becomes a link', () => {
    expect(variables.breached).toEqual([
      {
        account: 'Acme',
        reason: 'login drop',
        facts: 'Logins down 41 % in 3 weeks.',
        play: 'call them',
        severity: 2,
        dueAt: '2026-03-12T09:00:00.000Z',
        arr: 12_000,
        isTakenUp: true,
        mutesSince: null,
        link: null,
      },
    ]);
    expect(variables.muting).toMatchObject([{ isTakenUp: false, mutesSince: long }]);
    expect(JSON.stringify(variables.ranked)).not.toContain('evil.example');
  });
});
