import { beforeAll, describe, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../test/support/play-case.ts';
import {
  account,
  chargeFailed,
  group,
  identify,
  invoicePaid,
  paymentFailed,
  signup,
  stripe,
  subscriptionCanceled,
  taskAction,
  track,
} from '../test/support/recorded-events.ts';

/** Week 0 begins on Monday, 5 January 2026. */
const day = (week: number, weekday = 0, hour = 10, minute = 0): string =>
  new Date(Date.UTC(2026, 0, 5 + week * 7 + weekday, hour, minute)).toISOString();
const known = '2025-12-01T10:00:00Z';
const people = { ben: 'billing', cho: 'champion', dan: 'member' };
const features = ['Task Completed', 'Project Created', 'Comment Added', 'Report Shared', 'Timeline Viewed'];

type Line = Readonly<Record<string, unknown>>;
/** What comes a week late, when anything does: what is marked here, and what people did on Fridays. */
const slow = new Set<Line>();
const slowly = <Event extends Line>(event: Event): Event => {
  slow.add(event);
  return event;
};

/** So many user-days in each week: of ten these are two people from Monday to Friday. Each sign-in is followed by work a minute later. */
const work = (id: string, weeks: readonly number[]) =>
  weeks.flatMap((userDays, week) =>
    Array.from({ length: userDays }, (_, index) => {
      const userId = `${id}-${['ada', ...Object.keys(people)][Math.floor(index / 5)]}`;
      const at = (minute: number) => day(week, index % 5, 10, index * 3 + minute);
      const events = [
        track(id, 'Signed In', at(0), { userId }),
        track(id, features[(week + index) % features.length] ?? '', at(1), { userId }),
      ];
      return index % 5 === 4 ? events.map(slowly) : events;
    }).flat(),
  );
const often = (id: string, event: string, ...at: string[]) => at.map(each => track(id, event, each));
const survey = (id: string, name: string, score: number, at: string) =>
  track(id, 'Survey Responded', at, { properties: { survey: name, score } });
const seat = (id: string, user: string, event: 'Added' | 'Removed', at: string) =>
  track(id, `Account ${event} User`, at, { userId: `${id}-${user}` });

/** Does well: seats fill up, it praises, refers and renews. */
const harbor = [
  ...account('harbor', known, { seats: 5, arr: 12_000, executiveSponsor: true, renewalAt: '2026-05-20' }, people),
  ...work('harbor', Array(13).fill(6)),
  ...Object.keys({ ada: '', ...people }).map((user, week) => seat('harbor', user, 'Added', day(week, 1, 11))),
  seat('harbor', 'eve', 'Added', day(3, 2, 11)),
  slowly(seat('harbor', 'eve', 'Removed', day(3, 2, 14))),
  ...often('harbor', 'Review Attended', day(2, 2, 11)),
  ...often('harbor', 'Training Completed', day(2, 3, 11)),
  survey('harbor', 'csat', 5, day(3, 1, 12)),
  slowly(survey('harbor', 'nps', 9, day(3, 2, 12))),
  ...often('harbor', 'Premium Feature Attempted', day(4, 1, 12), day(4, 1, 13), day(6, 0, 12)),
  ...often('harbor', 'Referral Sent', day(6, 1, 12), day(8, 1, 12), day(9, 3, 12)),
  ...often('harbor', 'Community Contribution', ...[1, 3, 5, 7].map(week => day(week, 3, 13))),
  slowly(track('harbor', 'Community Contribution', day(8, 3, 13))),
  invoicePaid('harbor', day(10, 0, 11)),
];

/** Declines: fewer people, more tickets, a payment that fails. */
const quarry = [
  ...account('quarry', known, { seats: 2, arr: 20_000, renewalAt: '2026-05-15' }, people),
  ...work('quarry', [10, 10, 10, 10, 10, 10, 6, 3, 1, 1, 1, 1, 1]),
  group('quarry', day(7, 1, 10), { renewalAt: '2026-06-04' }),
  slowly(group('quarry', day(7, 1, 15), { renewalAt: '2026-05-25' })),
  ...often('quarry', 'Support Ticket Created', day(2, 1, 12), day(6, 1, 12), day(7, 2, 12), day(8, 3, 12)),
  survey('quarry', 'csat', 2, day(8, 4, 12)),
  survey('quarry', 'nps', 5, day(9, 1, 12)),
  taskAction('quarry', 'login-drop', 'acknowledge', day(9, 1, 15)),
  taskAction('quarry', 'nps-detractor', 'resolve', day(10, 3, 14), { outcome: 'contacted_recovering' }),
  chargeFailed('quarry', day(10, 1, 12), 'insufficient_funds'),
  slowly(paymentFailed('quarry', day(10, 1, 12, 1), day(10, 4, 12))),
  invoicePaid('quarry', day(10, 4, 12)),
];

/** Falls silent, and comes back. */
const meadow = [
  ...account('meadow', known, { seats: 2, arr: 8_000 }, people),
  ...work('meadow', [5, 6, 5, 6, 5, 0, 0, 0, 0, 0, 6, 5, 6]),
  taskAction('meadow', 'silence-outreach', 'resolve', day(10, 0, 15), { outcome: 'contacted_recovering' }),
];

/** Its sign-ins fall by 40 % twice, and by less the third time. */
const brook = [...account('brook', known, {}, people), ...work('brook', [8, 8, 8, 20, 12, 7, 5, 10, 5, 5, 5, 5, 5])];

/** New. */
const orchard = [
  ...signup('orchard', day(0, 0, 9), { seats: 2, arr: 5_000 }, people),
  ...work('orchard', [3, 4, 5, 5, 6, 6, 6, 6, 8, 8, 8, 8, 8]),
  track('orchard', 'Support Ticket Solved', day(1, 4, 13)),
  slowly(track('orchard', 'Support Ticket Solved', day(5, 4, 13))),
];

/** Tries it, subscribes, has no money in week 5, and leaves on a day on which its champion does. */
const lagoon = [
  ...account('lagoon', known, { seats: 3 }, people),
  track('lagoon', 'Trial Started', day(1, 0, 11), { properties: { days: 14 } }),
  stripe('lagoon', 'customer.subscription.created', day(2, 4, 12), {
    object: 'subscription',
    id: 'sub_lagoon',
    status: 'active',
  }),
  slowly(paymentFailed('lagoon', day(5, 1, 12), day(5, 4, 12))),
  paymentFailed('lagoon', day(5, 4, 12), null, { attempt_count: 2 }),
  ...often('lagoon', 'Champion Left', day(9, 2, 12)),
  subscriptionCanceled('lagoon', day(9, 2, 13)),
];

/** Events tell of it for two days before anybody tells what it is. */
const early = [
  track('early', 'Account Created', day(8, 0)),
  track('early', 'Task Completed', day(8, 0, 11)),
  paymentFailed('early', day(8, 1), null),
  identify('early', 'early-ada', day(8, 0)),
  group('early', '2026-03-04T12:34:56Z', { touchModel: 'digital', owner: 'tom', stripeCustomerId: 'cus_early' }),
];

const lines: Line[] = [...harbor, ...quarry, ...meadow, ...brook, ...orchard, ...lagoon, ...early];
const until = day(14, 0, 12);

const happened = ({ created, timestamp }: Line): string =>
  typeof created === 'number' ? new Date(created * 1000).toISOString() : String(timestamp);
const later = (at: string, seconds: number): string => new Date(Date.parse(at) + seconds * 1000).toISOString();
const daysLate = (days: number) => (line: Line) => ({ ...line, receivedAt: later(happened(line), days * 86_400) });
/** What a person does with a task, who sees it, comes when it is done. */
const isTold = (line: Line): boolean => happened(line) >= day(0, 0, 0) && line.type !== 'task';

/** Each day's events come that evening, the last one first. */
const inTheEvening = (line: Line): Line => {
  const [at, evening] = [happened(line), `${happened(line).slice(0, 10)}T18:00:00Z`];
  return { ...line, receivedAt: later(evening, (Date.parse(evening) - Date.parse(at)) / 10_000) };
};

type Played = Pick<PlayedCase, 'of'>;
type Side = readonly string[];
/** Lines of an account that one play has and the other has not, however often. */
const difference = (id: string, from: Played, to: Played, tell = (line: string) => line) => {
  const without = (all: Side, others: Side) => {
    const left = [...others];
    return all.filter(line => !left.includes(line) || !left.splice(left.indexOf(line), 1));
  };
  const [before, after] = [from.of(id).map(tell), to.of(id).map(tell)];
  return { gone: without(before, after), came: without(after, before) };
};
const same = { gone: [], came: [] };
const scores = ({ health }: PlayedCase) =>
  health.map(({ account: id, at, score, band, components }) => ({ id, on: at.slice(0, 10), score, band, components }));

let inOrder: PlayedCase;
beforeAll(async () => {
  inOrder = await playCase(lines, { until });
});

test('events of an account that is unknown yet do what they do once it is known', () => {
  expect(inOrder.of('early').slice(0, 9)).toEqual([
    '2026-03-04T12:34:56Z enrolled in nps-survey by Account Created',
    '2026-03-04T12:34:56Z enrolled in onboarding by Account Created',
    '2026-03-04T12:34:56Z welcome: email sent to early-ada',
    '2026-03-04T12:34:56Z enrolled in payment-recovery by payment.failed',
    '2026-03-04T12:34:56Z payment-failed: email sent to early-ada',
    '2026-03-04T12:34:56Z payment-banner: inApp sent to billing,admin',
    '2026-03-04T13:00:00Z payment-escalation: task opened, severity 2, tom',
    '2026-03-05T09:00:00Z core-workflow-tour: inApp sent to everyone',
    '2026-03-05T13:00:00Z payment-escalation: task breached, severity 2, ruth',
  ]);
});

test('a season is the same byte for byte, written backwards, told twice at once or days apart, and with other chances', async () => {
  const twice = lines.flatMap((line, index) => [line, index % 2 === 0 ? line : daysLate(3)(line)]);
  const played = await playCase(twice.toReversed(), { until, seed: 42 });
  expect(played.timeline).toBe(inOrder.timeline);
  expect(played.mails).toEqual(inOrder.mails);
  expect(played.health).toEqual(inOrder.health);
  expect(played.faults).toEqual([]);
});

describe('when each day is told in the evening, the last event first', () => {
  let evening: PlayedCase;
  beforeAll(async () => {
    evening = await playCase(
      lines.map(line => (isTold(line) ? inTheEvening(line) : line)),
      { until },
    );
  });
  const onDays = (id: string) => difference(id, inOrder, evening, line => line.slice(0, 10) + line.slice(20));

  test('the same happens on the same day', () => {
    for (const id of ['meadow', 'brook', 'orchard']) expect(onDays(id), id).toEqual(same);
    // Accounts first known by usage are evaluated by the next sweep; those first known by signing up, on Monday.
    const isFirstLook = ({ id, on }: { id: string; on: string }) => id === 'orchard' && on === day(0).slice(0, 10);
    expect(scores(evening).filter(score => !isFirstLook(score))).toEqual(scores(inOrder));
    expect(evening.faults).toEqual([]);
  });

  test('a seat that was free again before it was known to be taken was never the last one', () => {
    expect(onDays('harbor')).toEqual({
      gone: [
        '2026-01-28 enrolled in seats-100 by signal',
        '2026-01-28 seats-100: inApp sent to admin',
        '2026-01-28 exited seats-100: signal.cleared',
      ],
      came: [],
    });
  });

  test('a date that moves twice moves to where it ends', () => {
    expect(onDays('quarry')).toEqual({
      gone: [
        '2026-02-24 renewal-outreach: rescheduled from 2026-03-16T09:00:00Z to 2026-04-05T09:00:00Z',
        '2026-02-24 renewal-outreach: rescheduled from 2026-04-05T09:00:00Z to 2026-03-26T09:00:00Z',
      ],
      came: ['2026-02-24 renewal-outreach: rescheduled from 2026-03-16T09:00:00Z to 2026-03-26T09:00:00Z'],
    });
  });

  test('nothing begins for who is known to have left', () => {
    expect(onDays('lagoon')).toEqual({
      gone: [
        '2026-03-11 enrolled in champion-left by Champion Left',
        '2026-03-11 champion-left: task opened, severity 1, maya',
        '2026-03-11 completed champion-left',
        '2026-03-11 champion-left: task breached, severity 1, ruth',
        // Its task would hold promotional mail for 30 days.
        '2026-04-10 win-back: email held to lagoon-ada, risk-task-open until 2026-04-10T12:00:00Z',
        '2026-04-10 win-back: email held to lagoon-ben, risk-task-open until 2026-04-10T12:00:00Z',
      ],
      came: [],
    });
  });

  test('time to take up a task runs from when it was opened', () => {
    expect(onDays('early')).toEqual({
      gone: ['2026-03-05 payment-escalation: task breached, severity 2, ruth'],
      came: ['2026-03-06 payment-escalation: task breached, severity 2, ruth'],
    });
  });
});

describe('when a fifth of the events come a week late', () => {
  let late: PlayedCase;
  beforeAll(async () => {
    late = await playCase(
      lines.map(line => (slow.has(line) ? daysLate(7)(line) : line)),
      { until },
    );
  });
  const changed = (id: string) => difference(id, inOrder, late);

  test('usage counts on the day on which it happened, and the same happens', () => {
    for (const id of ['meadow', 'early']) expect(changed(id), id).toEqual(same);
    const last = (played: PlayedCase) => scores(played).filter(({ on }) => on === '2026-04-13');
    expect(last(late)).toHaveLength(6);
    expect(last(late)).toEqual(last(inOrder));
    expect(late.faults).toEqual([]);
  });

  /** The second one within 30 days, which it stays however late it comes. */
  const secondTicket = (at: string) =>
    ['ces-survey', 'csat-survey'].flatMap(survey => [
      `${at} enrolled in ${survey} by Support Ticket Solved`,
      `${at} ${survey}: inApp sent to everyone`,
      `${at} completed ${survey}`,
    ]);

  test('what an event begins or ends at once, it begins or ends when it comes: no less, and no other', () => {
    expect(changed('orchard')).toEqual({
      gone: secondTicket('2026-02-13T13:00:00Z'),
      came: secondTicket('2026-02-20T13:00:00Z'),
    });
    // The seat that was given back, an answer to a survey, and the fifth contribution.
    expect(changed('harbor')).toEqual({
      gone: [
        '2026-01-28T12:00:00Z enrolled in testimonial-request by Survey Responded',
        '2026-01-28T14:00:00Z exited seats-100: signal.cleared',
        '2026-01-31T09:00:00Z testimonial-request: email sent to harbor-cho',
        '2026-01-31T09:00:00Z completed testimonial-request',
        '2026-03-05T13:00:00Z enrolled in speaker-invitation by Community Contribution',
        '2026-03-05T13:00:00Z speaker-invitation: email sent to harbor-cho',
        '2026-03-05T13:00:00Z completed speaker-invitation',
      ],
      came: [
        '2026-02-04T12:00:00Z enrolled in testimonial-request by Survey Responded',
        // Its day had passed.
        '2026-02-04T12:00:01Z testimonial-request: email skipped to harbor-cho, past-date',
        '2026-02-04T12:00:01Z completed testimonial-request',
        '2026-02-04T14:00:00Z exited seats-100: signal.cleared',
        '2026-03-12T13:00:00Z enrolled in speaker-invitation by Community Contribution',
        '2026-03-12T13:00:00Z speaker-invitation: email sent to harbor-cho',
        '2026-03-12T13:00:00Z completed speaker-invitation',
      ],
    });
  });

  test('a payment that failed is not followed once it is known to be paid, and a date moves when it is told', () => {
    expect(changed('quarry')).toEqual({
      gone: [
        '2026-02-24T15:00:00Z renewal-outreach: rescheduled from 2026-04-05T09:00:00Z to 2026-03-26T09:00:00Z',
        '2026-03-17T12:01:00Z enrolled in payment-recovery by payment.failed',
        '2026-03-17T12:01:00Z payment-failed: email sent to quarry-ben',
        '2026-03-17T12:01:00Z payment-banner: inApp sent to billing,admin',
        '2026-03-20T09:00:00Z payment-reminder-1: email sent to quarry-ben',
        '2026-03-20T12:00:00Z exited payment-recovery: payment.recovered',
      ],
      came: ['2026-03-03T15:00:00Z renewal-outreach: rescheduled from 2026-04-05T09:00:00Z to 2026-03-26T09:00:00Z'],
    });
  });

  test('a failure counts its days from the first one that was heard of, and is followed once', () => {
    expect(changed('lagoon')).toEqual({
      gone: [
        '2026-02-10T12:00:00Z enrolled in payment-recovery by payment.failed',
        '2026-02-10T12:00:00Z payment-failed: email sent to lagoon-ben',
        '2026-02-10T12:00:00Z payment-banner: inApp sent to billing,admin',
        '2026-02-13T09:00:00Z payment-reminder-1: email sent to lagoon-ben',
        '2026-02-17T09:00:00Z payment-reminder-2: email sent to lagoon-ben',
        '2026-02-22T09:00:00Z payment-final: email sent to lagoon-ben',
        '2026-02-24T09:00:00Z completed payment-recovery',
      ],
      came: [
        '2026-02-13T12:00:00Z enrolled in payment-recovery by payment.failed',
        '2026-02-13T12:00:00Z payment-failed: email sent to lagoon-ben',
        '2026-02-13T12:00:00Z payment-banner: inApp sent to billing,admin',
        '2026-02-16T09:00:00Z payment-reminder-1: email sent to lagoon-ben',
        '2026-02-20T09:00:00Z payment-reminder-2: email sent to lagoon-ben',
        '2026-02-25T09:00:00Z payment-final: email sent to lagoon-ben',
        '2026-02-27T09:00:00Z completed payment-recovery',
      ],
    });
  });

  test('sign-ins that are missing look like a decline; once they are there the alarm withdraws its task, and does not fire again', () => {
    expect(changed('brook')).toEqual({
      gone: [],
      came: [
        '2026-02-23T16:00:00Z enrolled in login-drop by signal',
        '2026-02-23T16:00:00Z login-drop: task opened, severity 2, maya',
        '2026-02-23T16:00:00Z completed login-drop',
        '2026-02-24T16:00:00Z login-drop: task breached, severity 2, ruth',
        '2026-03-02T03:00:00Z login-drop: task auto-resolved, severity 2, ruth',
      ],
    });
  });
});
