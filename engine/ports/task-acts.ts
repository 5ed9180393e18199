import type { DomainEvent } from '../account/event.ts';
import type { Instant } from '../kernel/instant.ts';

export interface TaskRevision {
  account: string;
  task: string;
  revision: number;
}

/**
 * Actions on tasks that may not be routed yet. If two people act on the same revision at once, the second one finds the
 * first one's action.
 */
export interface TaskActs {
  /** The action on that revision within the last hour, if any. Strongly consistent. */
  asked(of: TaskRevision, now: Instant): Promise<DomainEvent | undefined>;
  /**
   * Records an action on that revision. Returns the first event within the hour: the given one, or an earlier one,
   * which may not be enqueued yet if its process died. Strongly consistent.
   */
  ask(of: TaskRevision, event: DomainEvent, now: Instant): Promise<DomainEvent>;
}
