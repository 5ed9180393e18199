import type { Enrollment } from '../account/enrollment.ts';
import type { Directory } from '../ports/directory.ts';
import type { AccountStore, Clock, Queue, Switches } from '../ports/ports.ts';
import type { Refusals } from '../ports/refusals.ts';

/** What an operator reaches, of one environment. */
export interface Operator {
  clock: Clock;
  accounts: AccountStore;
  queue: Queue;
  switches: Switches;
  refusals: Refusals;
  directory: Directory;
  /** Active enrollments of a journey, page by page. */
  enrollments(journey: string): AsyncIterable<readonly Enrollment[]>;
  /** Version of a journey that new enrollments start; nothing where the journey is not deployed. */
  liveVersion(journey: string): Promise<string | undefined>;
  /** Ids of the journeys that are deployed. */
  journeys(): Promise<string[]>;
}
