import { dollarsOfInvocations, prices } from '../cost/prices.ts';
import { requestCounts, type Taken } from '../cost/request-counts.ts';
import type { Policy } from '../definition/policy.ts';
import type { Team } from '../definition/team.ts';
import { hoursOf } from './business-span.ts';

/** Resource counts of a path, assuming that each mail goes to one contact. */
export interface PathCounts {
  /** States the execution enters. */
  transitions: number;
  /** Calls of Lambda functions by the state machine. */
  calls: number;
  /** Waits that are written to the table. */
  waits: number;
  mails: number;
  /** Touches of every channel. */
  touches: number;
  tasks: number;
  /** Minutes of people's time, according to playbooks. */
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

/** Cost of one enrollment at list prices, including its event. `minute`: dollars per minute of a CSM's time. */
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

/** Dollars per minute of a CSM's time: the mean of the known yearly costs, over the business hours of a year. */
export const dollarsOfMinute = (team: Team, { businessCalendar }: Pick<Policy, 'businessCalendar'>): number => {
  const costs = team.flatMap(({ costPerYear }) => costPerYear ?? []);
  const hours = 52 * businessCalendar.workdays.length * hoursOf(businessCalendar);
  return costs.length === 0 ? 0 : costs.reduce((sum, each) => sum + each, 0) / costs.length / hours / 60;
};
