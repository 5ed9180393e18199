import type { DomainEvent } from '../account/event.ts';
import type { Instant } from '../kernel/instant.ts';

export interface TaskRevision {
  account: string;
  task: string;
  revision: number;
}

/**
 * What people asked of tasks and may not be routed yet. Of two who act on the same revision at once, the second one finds what the
 * first one asked.
 */
export interface TaskActs {
  /** What was asked of that revision within the hour. Strongly consistent. */
  asked(of: TaskRevision, now: Instant): Promise<DomainEvent | undefined>;
  /**
   * Asks for what follows that revision. Returns the event that was first within the hour: the given one, or another one, which
   * may not be enqueued, since its process died. Strongly consistent.
   */
  ask(of: TaskRevision, event: DomainEvent, now: Instant): Promise<DomainEvent>;
}
