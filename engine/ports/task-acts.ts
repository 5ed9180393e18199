import type { DomainEvent } from '../account/event.ts';
import type { Instant } from '../kernel/instant.ts';

export interface TaskRevision {
  account: string;
  task: string;
  revision: number;
}

/**
 * Actions on tasks that may not be routed yet. Of two people who act on the same revision at once, the second one finds the action
 * of the first.
 */
export interface TaskActs {
  /** The action on that revision within the hour. Strongly consistent. */
  asked(of: TaskRevision, now: Instant): Promise<DomainEvent | undefined>;
  /**
   * Records an action on that revision. Returns the event that was first within the hour: the given one, or another one, which may
   * not be enqueued, since its process died. Strongly consistent.
   */
  ask(of: TaskRevision, event: DomainEvent, now: Instant): Promise<DomainEvent>;
}
