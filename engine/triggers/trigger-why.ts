import type { DomainEvent } from '../account/event.ts';
import type { TriggerKind, TriggerOf } from '../definition/trigger.ts';
import type { EntryDecided } from '../routing/route-event.ts';
import type { GateReport } from '../why/gate-report.ts';

/** The interface of a kind of trigger for why it did or did not enroll, in `engine/triggers/<kind>/why.ts`. */
export interface TriggerWhy<Kind extends TriggerKind> {
  /** How close each fact came to triggering; empty if the trigger concerns none of them. */
  looks(trigger: TriggerOf<Kind>, asked: EntryAsked): TriggerLook[];
  /** The names of its own under which timelines have its enrollments, in words. Other names are those of events. */
  causes?: Readonly<Record<string, string>>;
  /** Such a name in words that only the trigger itself has. */
  tellCause?(trigger: TriggerOf<Kind>, cause: string): string | undefined;
}

export interface EntryAsked extends EntryDecided {
  journey: string;
}

export interface TriggerLook {
  fact: DomainEvent;
  gates: readonly GateReport[];
}
