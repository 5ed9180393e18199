import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { Change } from '../../engine/account/change.ts';
import { evaluateEvent } from '../../engine/account/evaluate-event.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import type { Routing, RoutingInput } from '../../engine/account/routing.ts';
import { latestSeats } from '../../engine/account/seats.ts';
import { usageOf } from '../../engine/account/usage.ts';
import { type UsageMark, usageMark } from '../../engine/account/usage-mark.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import { routeEvent } from '../../engine/routing/route-event.ts';
import { someProfile, now as someTime } from './touch.ts';

const longAgo = '2020-01-01T00:00:00.000Z';

/** Usage may be given as marks. */
export type SnapshotParts = Omit<Partial<AccountSnapshot>, 'usage'> & { usage?: Iterable<UsageMark> };

export const aSnapshot = ({ usage = [], ...more }: SnapshotParts = {}): AccountSnapshot => ({
  account: 'acme',
  profile: someProfile(),
  contacts: [],
  // Looked at too early rather than too late: nothing in these tests makes it sooner.
  evaluation: { account: 'acme', dueAt: longAgo, dueOnce: longAgo, signals: {}, revision: 1 },
  enrollments: [],
  tasks: [],
  ...more,
  usage: usageOf(usage),
});

export const routed = (
  event: DomainEvent,
  snapshot: AccountSnapshot,
  journeys: readonly JourneyDefinition[],
  more: Partial<RoutingInput> = {},
): Routing =>
  routeEvent({ event, snapshot, journeys, dateAttributes: ['renewalAt'], now: someTime, load: new Map(), ...more });

/** The account after an event, as the table would have it; the pure twin of the store. A handled event changes nothing. */
export const fold = (
  snapshot: AccountSnapshot,
  event: DomainEvent,
  journeys: readonly JourneyDefinition[],
  now: Instant = event.receivedAt,
  more: Partial<RoutingInput> = {},
): AccountSnapshot => {
  if ([...snapshot.usage].some(({ id }) => id === event.id)) return snapshot;
  const routing = routed(event, snapshot, journeys, { now, ...more });
  const seen = routing.awaited.reduce(
    (account, { enrollment, flag, at }) =>
      withEnrollment(account, enrollment, row => ({
        seen: { ...row.seen, [flag]: (row.seen[flag] ?? '') > at ? (row.seen[flag] ?? at) : at },
      })),
    snapshot,
  );
  const events = event.name === evaluateEvent ? routing.derived : [...routing.derived, event];
  const marks: Change[] = events.map(each => ({ kind: 'mark', event: each }));
  return [...routing.changes, ...marks].reduce(apply, seen);
};

type Row = AccountSnapshot['enrollments'][number];

const withEnrollment = (account: AccountSnapshot, id: string, change: (row: Row) => Partial<Row>): AccountSnapshot => ({
  ...account,
  enrollments: account.enrollments.map(row => (row.id === id ? { ...row, ...change(row) } : row)),
});

const apply = (account: AccountSnapshot, change: Change): AccountSnapshot => {
  switch (change.kind) {
    case 'profile':
      return { ...account, profile: change.profile };
    case 'enroll':
      return { ...account, enrollments: [...account.enrollments, change.enrollment] };
    case 'exit':
      return withEnrollment(account, change.enrollment, () => ({
        status: 'exited',
        exitReason: change.reason,
        endedAt: change.at,
      }));
    case 'learn':
      return withEnrollment(account, change.enrollment, ({ trigger }) => ({
        trigger: { ...trigger, fields: { ...trigger.fields, ...change.fields } },
      }));
    case 'leaveOut':
      return withEnrollment(account, change.enrollment, () => ({ leftOut: change.leftOut }));
    case 'moved':
      return withEnrollment(account, change.enrollment, () => ({ movedAt: change.at }));
    case 'evaluation':
      return { ...account, evaluation: change.evaluation };
    case 'task': {
      const others = account.tasks.filter(({ id }) => id !== change.task.id);
      return { ...account, tasks: change.task.status === 'resolved' ? others : [...others, change.task] };
    }
    case 'mark':
      return { ...account, usage: account.usage.with(usageMark(change.event)) };
    case 'seat':
      return { ...account, seats: latestSeats([...(account.seats ?? []), change.word]) };
    default:
      return account;
  }
};
