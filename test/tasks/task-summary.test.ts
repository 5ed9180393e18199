import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../engine/account/task.ts';
import { usageOf } from '../../engine/account/usage.ts';
import type { EvaluationContext } from '../../engine/conditions/evaluate-condition.ts';
import { moneyOf } from '../../engine/conditions/evaluate-condition.ts';
import { slackMessage } from '../../engine/tasks/slack-message.ts';
import { describeEvidence, taskSummary } from '../../engine/tasks/task-summary.ts';
import { taskView } from '../../engine/tasks/task-view.ts';
import { aTask, noStaff } from '../support/tasks.ts';
import { anActiveEnrollment } from '../support/touch.ts';

const minor = (currency: string) => ({ currency, unit: 'minor' as const });
const tell = (...evidence: Evidence[]): string => describeEvidence({ evidence }).replaceAll('\u00a0', ' ');

describe('the facts of a task', () => {
  test('are told as money where they are money, with its currency once', () => {
    expect(
      tell(
        { fact: 'amount', value: 490_000, money: minor('usd') },
        { fact: 'currency', value: 'usd' },
        { fact: 'decline', value: null },
        { fact: 'yearly revenue', value: 24_000, money: { currency: 'usd', unit: 'major' } },
      ),
    ).toBe('Amount $4,900.00. Yearly revenue $24,000.');
    expect(
      tell({ fact: 'overage', value: 1_250_000, threshold: 1_000_000, money: minor('huf'), window: '3 days' }),
    ).toBe('Overage HUF 12,500 (against HUF 10,000) in 3 days.');
  });

  test('are numbers where they are none, and a currency alone is told', () => {
    expect(tell({ fact: 'reports', value: 1_240 }, { fact: 'currency', value: 'usd' })).toBe(
      'Reports 1,240. Currency usd.',
    );
    expect(tell({ fact: 'amount', value: null, money: minor('usd') }, { fact: 'currency', value: 'usd' })).toBe(
      'Currency usd.',
    );
  });

  test('read the same in Slack and over HTTP', () => {
    const task = aTask({ evidence: [{ fact: 'amount', value: 5_000, money: minor('jpy') }], arrAtStake: 24_000 });
    expect(JSON.stringify(slackMessage(task, 'opened', noStaff))).toMatch(/Amount ¥5,000\..*\$24,000 a year/);
    expect(taskView(task)).toMatchObject({
      summary: 'Acme: login drop. Amount ¥5,000. Do: book an admin review.',
      evidence: [{ fact: 'amount', value: 5_000, text: '¥5,000' }],
    });
  });

  test('are known for money by what they are, not by their label', () => {
    const of = (fields: Record<string, string>) =>
      ({
        enrollment: anActiveEnrollment({ trigger: { event: 'payment.failed', id: 'e', fields } }),
        now: '2026-03-10T09:00:00.000Z',
        usage: usageOf([]),
        tasks: [],
      }) as EvaluationContext;
    const amount = { kind: 'triggerField', field: 'amount' } as const;
    expect(moneyOf(amount, of({ currency: 'huf' }))).toEqual(minor('huf'));
    expect(moneyOf(amount, of({}))).toBeUndefined();
    expect(moneyOf({ kind: 'triggerField', field: 'attempt' }, of({ currency: 'huf' }))).toBeUndefined();
    expect(moneyOf({ kind: 'accountAttribute', name: 'arr' }, of({}))).toEqual({ currency: 'usd', unit: 'major' });
    expect(moneyOf({ kind: 'accountAttribute', name: 'seats' }, of({}))).toBeUndefined();
  });
});

describe('the summary of a task', () => {
  const summary = (more: Parameters<typeof aTask>[0]) => taskSummary(aTask(more));

  test('says who, why, the numbers and what to do', () => {
    expect(summary({})).toBe('Acme: login drop. Logins down 41 % in 3 weeks. Do: book an admin review.');
  });

  test('does with less, and says what it is about now', () => {
    const { accountName: _, ...unnamed } = aTask({ evidence: [], play: 'call! ', because: 'canceled for non-payment' });
    expect(taskSummary(unnamed)).toBe('acme: canceled for non-payment. Do: call.');
  });

  test('tells what is on or off, and leaves out what is unknown', () => {
    expect(
      tell(
        { fact: 'trial', value: true },
        { fact: 'seats', value: 3, threshold: null },
        { fact: 'beta', value: false },
      ),
    ).toBe('Trial yes. Seats 3. Beta no.');
    expect(tell({ fact: 'plan', value: 'team', threshold: 'pro' }, { fact: 'decline', value: null })).toBe(
      'Plan team (against pro).',
    );
  });
});
