import { account, chargeFailed, invoicePaid, paymentFailed, signup, track } from '../test/support/recorded-events.ts';

/** A path through a journey: the events before it, the events on it, and when it is over. */
export interface Path {
  journey: string;
  name: string;
  /** Events that are not counted in the enrollment's cost. */
  before: readonly Event[];
  during: readonly Event[];
  until: string;
}

type Event = Readonly<Record<string, unknown>>;

const start = '2026-01-05T10:00:00Z';
const later = (days: number, hour = 10): string =>
  new Date(Date.parse(`2026-01-05T00:00:00Z`) + (days * 24 + hour) * 3_600_000).toISOString();

/** The shipped journeys on their longest path and on the most common one. */
export const paths = (): Path[] => [
  onboarding('longest: never adopts, a task is opened', []),
  onboarding(
    'typical: adopts in the first weeks',
    ['Project Created', 'Task Completed', 'Report Shared'].map((event, day) => track('acme', event, later(day + 1))),
  ),
  renewal('longest: three stages, with a call', { arr: 20_000 }, [called]),
  renewal('typical: two mails, no call', { arr: 6_000 }, []),
  recovery('longest: never paid, a task is opened', []),
  recovery('typical: paid after the first reminder', [invoicePaid('acme', later(4))]),
];

const onboarding = (name: string, usage: readonly Event[]): Path => {
  const events = signup('acme', start);
  return {
    journey: 'onboarding',
    name,
    before: events.slice(0, -1),
    during: [...events.slice(-1), ...usage],
    until: later(35),
  };
};

/** Resolves the task, because an open one would be in every Monday's digest. */
const called: Event = {
  type: 'task',
  id: 'called',
  account: 'acme',
  reason: 'renewal-outreach',
  action: 'resolve',
  outcome: 'plan_agreed',
  by: 'maya',
  timestamp: later(41),
};

/** The date enrolls: the sweep finds it. */
const renewal = (name: string, traits: Event, during: readonly Event[]): Path => ({
  journey: 'renewal',
  name,
  before: account('acme', start, { renewalAt: later(100).slice(0, 10), ...traits }),
  during,
  until: later(102),
});

const recovery = (name: string, end: readonly Event[]): Path => ({
  journey: 'payment-recovery',
  name,
  before: account('acme', start),
  during: [
    chargeFailed('acme', later(0, 12), 'insufficient_funds'),
    paymentFailed('acme', later(0, 12), later(3, 12)),
    ...end,
  ],
  until: later(20),
});
