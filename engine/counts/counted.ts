import { type Enrollment, type EnrollmentStatus, heldAfterWait } from '../account/enrollment.ts';
import type { CalendarDate, Instant } from '../kernel/instant.ts';
import type { JourneyRoute } from './route.ts';
import { type Way, wayOf } from './way.ts';

/** The countable facts of an enrollment: its version, start, progress and end. No personal data. */
export interface CountedEnrollment extends Way {
  account: string;
  enrollment: string;
  journey: string;
  version: string;
  /** UTC day of its start, for which all numbers count it. */
  day: CalendarDate;
  startedAt: Instant;
  endedAt?: Instant;
  status: EnrollmentStatus;
  /** Why it left early. */
  reason?: string;
  /** In the control group: without touches or tasks, and counted in no step. */
  heldOut?: true;
  /** Whether it had reached its goal when it ended, if that is measured. */
  reached?: boolean;
}

/**
 * The countable facts of an enrollment. If its version's steps are unknown, only the steps that its row names count.
 */
export const countedOf = (enrollment: Enrollment, route: JourneyRoute | undefined): CountedEnrollment => {
  const { id, account, journey, version, status, startedAt, endedAt, exitReason, heldOut, reached } = enrollment;
  const way = heldOut ? { entered: {} } : route ? wayOf(route.steps, enrollment) : namedWay(enrollment);
  return {
    ...{ account, enrollment: id, journey, version, day: startedAt.slice(0, 10), startedAt, status },
    ...(endedAt !== undefined && { endedAt }),
    ...(exitReason !== undefined && { reason: exitReason }),
    ...(status === 'failed' && { reason: 'failed' }),
    ...(heldOut && { heldOut: true as const }),
    ...(reached !== undefined && { reached }),
    ...way,
  };
};

const namedWay = ({ steps, wait, status }: Enrollment): Way => {
  const done = Object.entries(steps)
    .filter(([record]) => !['begin of ', heldAfterWait, '(failed)'].some(other => record.startsWith(other)))
    .sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([record]) => record.replace(/ \(\d+\)$/, ''));
  const at = status === 'completed' ? undefined : (wait?.step ?? done.at(-1));
  const ids = at === undefined || done.includes(at) ? done : [...done, at];
  const entered = Object.fromEntries(
    [...Map.groupBy(ids, id => id)].map(([id, each]): [string, number] => [id, each.length]),
  );
  return { entered, ...(at !== undefined && { at }) };
};
