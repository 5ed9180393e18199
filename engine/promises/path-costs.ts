import { dollarsOfInvocations, prices } from '../cost/prices.ts';
import { requestCounts, type Taken } from '../cost/request-counts.ts';
import type { Policy } from '../definition/policy.ts';
import type { Team } from '../definition/team.ts';
import { hoursOf } from './business-span.ts';

/** Counts of a path: each mail goes to one contact. */
export interface PathCounts {
  /** States that the execution enters. */
  transitions: number;
  /** Calls of Lambda functions by the state machine. */
  calls: number;
  /** Waits that are written to the table. */
  waits: number;
  mails: number;
  /** Touches of every channel. */
  touches: number;
  tasks: number;
  /** Of people, as far as playbooks say how long a task takes. */
  minutes: number;
}

export const noCounts: PathCounts = {
  transitions: 0,
  calls: 0,
  waits: 0,
  mails: 0,
  touches: 0,
  tasks: 0,
  minutes: 0,
};

export const plusCounts = (one: PathCounts, other: PathCounts): PathCounts => ({
  transitions: one.transitions + other.transitions,
  calls: one.calls + other.calls,
  waits: one.waits + other.waits,
  mails: one.mails + other.mails,
  touches: one.touches + other.touches,
  tasks: one.tasks + other.tasks,
  minutes: one.minutes + other.minutes,
});

/** One enrollment at list prices, its own event included. `minute`: dollars of a minute of a CSM's time. */
export const dollarsOf = ({ transitions, calls, waits, mails, touches, minutes }: PathCounts, minute = 0): number =>
  transitions * prices.transition +
  // Routing the event, and feedback on each mail.
  dollarsOfInvocations(calls + 1 + mails) +
  mails * prices.mail +
  units(requestCounts.routed) +
  units(requestCounts.enrolling) +
  touches * units(requestCounts.touch) +
  mails * units(requestCounts.feedback) +
  waits * prices.writeUnit +
  minutes * minute;

const units = ({ reads, writes }: Taken): number => reads * prices.readUnit + writes * prices.writeUnit;

/** The cost of a minute of a CSM's time: the mean of those whose cost is known, over the business hours of a year. */
export const dollarsOfMinute = (team: Team, { businessCalendar }: Pick<Policy, 'businessCalendar'>): number => {
  const costs = team.flatMap(({ costPerYear }) => costPerYear ?? []);
  const hours = 52 * businessCalendar.workdays.length * hoursOf(businessCalendar);
  return costs.length === 0 ? 0 : costs.reduce((sum, each) => sum + each, 0) / costs.length / hours / 60;
};
