import { expect, it } from 'vitest';
import { always, atMost, days, hours, never, task, touch, touches, weeks } from '../../engine/index.ts';
import { explainJourney } from '../../engine/journey/explain/explain-journey.ts';
import { catalog } from '../../journeys/catalog.ts';

const { email, escalate, journey, on } = catalog;

const steps = [
  email('welcome', { to: catalog.role('admin') }),
  escalate('call', { type: 'risk', severity: 2, sla: days(2), play: 'call' }),
] as const;

it('are plain data, and no part of the version', () => {
  const promises = [
    atMost(3, touches('email').of('marketing')).within(weeks(1)),
    never(touch('welcome')).after(on('Account Deleted')),
    always(on('payment.failed'))
      .leadsTo(task('call'), { within: days(14) })
      .unless(on('payment.recovered')),
  ];
  const bare = journey('kept', { enroll: on('Account Created'), steps });
  const kept = journey('kept', { enroll: on('Account Created'), promises, steps });
  expect(kept.hash).toBe(bare.hash);
  expect(JSON.parse(JSON.stringify(kept)).promises).toEqual([
    { kind: 'atMost', most: 3, of: { channel: 'email', class: 'marketing' }, days: 7 },
    {
      kind: 'never',
      what: { does: 'touch', step: 'welcome' },
      after: { kind: 'event', event: 'Account Deleted', where: [] },
    },
    {
      kind: 'always',
      on: { kind: 'event', event: 'payment.failed', where: [] },
      leadsTo: { does: 'task', step: 'call' },
      days: 14,
      unless: [{ kind: 'event', event: 'payment.recovered', where: [] }],
    },
  ]);
  expect(explainJourney(kept)).toContain(
    `What it promises
- A contact gets at most 3 marketing emails on any 7 days in a row.
- After "Account Deleted" happens, "welcome" is never sent.
- Whenever "payment failed" happens, the task "call" is opened, within 14 days, unless before that
  "payment recovered" happens.`,
  );
  const together = atMost(4, touches('email').of('marketing')).within(days(7));
  expect(explainJourney(kept, [together])).toContain(
    'What all journeys together promise\n- A contact gets at most 4 marketing emails on any 7 days in a row.\n',
  );
});

it('know their channels, and count dates', () => {
  expect(() => touches('emial' as 'email')).toThrow('Did you mean "email"?');
  expect(() => atMost(3, touches()).within(hours(4))).toThrow('Write days(...) or weeks(...).');
});
