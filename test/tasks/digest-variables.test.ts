import { describe, expect, it } from 'vitest';
import { digestOf } from '../../engine/tasks/digest.ts';
import { digestVariables } from '../../engine/tasks/digest-variables.ts';
import { taskLink } from '../../engine/tasks/task-link.ts';
import { aTask } from '../support/tasks.ts';

const maya = { id: 'maya', name: 'Maya Lindqvist', email: 'maya@example.com' };
const monday = '2026-03-16';
const late = { breachedAt: '2026-03-12T09:00:00.000Z' };

const digest = (
  tasks: Parameters<typeof aTask>[0][],
  csm: typeof maya | { id: string; email: string } = maya,
  taskUrl?: string,
) => {
  const found = digestOf(tasks.map(each => aTask({ inDigest: true, ...each })));
  if (!found) throw new Error('There is nothing to tell.');
  return digestVariables(csm, monday, found, 'Europe/Berlin', { taskUrl });
};

describe('what a digest prints', () => {
  it('is a row for each task, with a link where tasks have one', () => {
    const shown = digest(
      [{ id: 'a b', play: 'call them?!. ', severity: 1 }],
      maya,
      'https://c.example/{account}/{task}',
    );
    expect(shown).toMatchObject({
      account: { timezone: 'Europe/Berlin' },
      contact: { email: 'maya@example.com', name: 'Maya Lindqvist', firstName: 'Maya' },
      today: monday,
      headlines: [],
      breached: [],
      count: 1,
      accounts: 1,
      atStake: 12_000,
      more: 0,
      ranked: [
        {
          account: 'Acme',
          reason: 'login drop',
          facts: 'Logins down 41 % in 3 weeks.',
          play: 'call them',
          severity: 1,
          dueAt: '2026-03-12T09:00:00.000Z',
          arr: 12_000,
          isTakenUp: false,
          mutesSince: null,
          link: 'https://c.example/acme/a%20b',
        },
      ],
    });
    expect(digest([{ play: 'is it 3.5 seats' }]).ranked).toEqual([
      expect.objectContaining({ link: null, play: 'is it 3.5 seats' }),
    ]);
  });

  it('counts every task of it, and says which was taken up and whose name is missing', () => {
    const shown = digest([
      { id: '1' },
      { id: '2', ...late },
      { id: '3', ...late, status: 'acknowledged' },
      { id: '4', accountName: undefined, account: 'acme-4' } as never,
    ]);
    expect(shown.count).toBe(4);
    expect(shown.breached).toEqual([
      expect.objectContaining({ isTakenUp: false }),
      expect.objectContaining({ isTakenUp: true }),
    ]);
    expect((shown.ranked as { account: string }[]).map(({ account }) => account).sort()).toEqual(['Acme', 'acme-4']);
  });

  it('greets a CSM without a name by the id alone', () => {
    const { contact } = digest([{}], { id: 'tom', email: 'tom@example.com' });
    expect(contact).toEqual({ email: 'tom@example.com', name: 'tom' });
  });

  it('links to a task and its account wherever the address names them', () => {
    expect(taskLink({ id: 'a/b', account: 'c d' }, 'https://x/{task}?{account}&{task}')).toBe(
      'https://x/a%2Fb?c%20d&a%2Fb',
    );
    expect(taskLink({ id: 'a', account: 'b' }, undefined)).toBeUndefined();
  });
});
