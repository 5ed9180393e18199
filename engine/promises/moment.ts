import type { MessageClass } from '../definition/policy.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';

/** The state of an enrollment that determines its next moves. Days count from its first day. */
export interface Moment {
  /** Current state of the machine; empty at the end. */
  state: string;
  day: number;
  /** Day on which the current wait times out. */
  due: number;
  /** Days for which the current touch has been held. */
  held: number;
  /** Days by which the enrolling event was late. */
  lateBy: number;
  /** The day of each date that waits count back from; `undefined` if missing. */
  dates: Readonly<Record<string, number | undefined>>;
  /** It began late or close to its dates, or a date has moved: then no date moves anymore. */
  isOdd: boolean;
  /** The day on which a date moved. */
  movedOn?: number;
  /** Tasks that an event opened before their step. */
  opened: readonly string[];
  /** Decided conditions on the enrolling event, which are fixed for the whole enrollment. */
  facts: Readonly<Record<string, boolean>>;
  /** The day of each step that a later wait counts from. */
  notes: Readonly<Record<string, number>>;
}

/** An event between one moment and the next. */
export type PathPart =
  | { is: 'began'; event?: EventTrigger; lateBy: number; dates: Moment['dates'] }
  /** A day passes. `holds`: the touch that is held. */
  | { is: 'day'; holds?: string }
  | { is: 'touch'; step: string; channel: string; class: string; outcome: 'sent' | 'skipped' }
  /** `by`: the event that opened the task before its step. */
  | { is: 'task'; step: string; outcome: 'opened' | 'skipped'; by?: EventTrigger }
  | { is: 'arm'; step: string; arm: string }
  | { is: 'waited'; step: string; edge: string; event?: EventTrigger }
  /** An event that changes nothing for the enrollment. */
  | { is: 'event'; event: EventTrigger }
  | { is: 'moved'; attribute: string; to: number }
  /** `event`: the exiting event; absent if a step exits. */
  | { is: 'exited'; event?: EventTrigger }
  | { is: 'completed' }
  /** The machine continues with nothing a promise could be about. `past`: the step that its guards skipped. */
  | { is: 'went'; past?: string };

export type PathPartName = PathPart['is'];
export type PathPartOf<Name extends PathPartName> = Extract<PathPart, { is: Name }>;

export interface Move {
  happens: PathPart;
  /** Absent if the enrollment is over. */
  to?: Moment;
}

/** The possible moves of an enrollment. */
export interface Course {
  begins: readonly Required<Move>[];
  movesFrom(moment: Moment): Move[];
}

/** Allowed deviations from the plain calendar. */
export interface Detours {
  /** Touches may be held, dates may move, and events may come late. */
  detours: boolean;
  /** Events may end the enrollment at any moment; false if an end can't matter to the monitor. */
  ends: boolean;
  /** Classes of touches that other journeys hold back. */
  held: readonly MessageClass[];
  /** Additional events that may happen at any moment. */
  events: readonly EventTrigger[];
}
