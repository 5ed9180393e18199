import type { MessageClass } from '../definition/policy.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';

/** An enrollment on one day: all that what comes next depends on. Days count from the day that it began. */
export interface Moment {
  /** State of the machine that it stands at; an empty text where nothing is left to do. */
  state: string;
  day: number;
  /** Day on which the wait that it stands at ends by itself. */
  due: number;
  /** Days for which the touch that it stands at was held. */
  held: number;
  /** Days by which the enrolling event came late. */
  lateBy: number;
  /** The day of each date that is counted back from; one that is missing has none. */
  dates: Readonly<Record<string, number | undefined>>;
  /** It began late or with its dates near, or a date moved already: then no date moves. */
  isOdd: boolean;
  /** The day on which such a date moved. */
  movedOn?: number;
  /** Tasks that an event opened before their step. */
  opened: readonly string[];
  /** Conditions on the enrolling event that are decided, as they stay for the whole enrollment. */
  facts: Readonly<Record<string, boolean>>;
  /** The day of each step that a later wait counts from. */
  notes: Readonly<Record<string, number>>;
}

/** The part of a path from one moment to the next. */
export type PathPart =
  | { is: 'began'; event?: EventTrigger; lateBy: number; dates: Moment['dates'] }
  /** A day passes. `holds`: the touch that it is held for. */
  | { is: 'day'; holds?: string }
  | { is: 'touch'; step: string; channel: string; class: string; outcome: 'sent' | 'skipped' }
  /** `by`: the event that opened the task before its step. */
  | { is: 'task'; step: string; outcome: 'opened' | 'skipped'; by?: EventTrigger }
  | { is: 'arm'; step: string; arm: string }
  | { is: 'waited'; step: string; edge: string; event?: EventTrigger }
  /** An event that changes nothing for the enrollment. */
  | { is: 'event'; event: EventTrigger }
  | { is: 'moved'; attribute: string; to: number }
  /** `event`: the one that exits; none where a step does. */
  | { is: 'exited'; event?: EventTrigger }
  | { is: 'completed' }
  /** The machine goes on without anything that a promise could be about. `past`: the step that its guards left out. */
  | { is: 'went'; past?: string };

export type PathPartName = PathPart['is'];
export type PathPartOf<Name extends PathPartName> = Extract<PathPart, { is: Name }>;

export interface Move {
  happens: PathPart;
  /** Nothing, where the enrollment is over. */
  to?: Moment;
}

/** How an enrollment may go. */
export interface Course {
  begins: readonly Required<Move>[];
  movesFrom(moment: Moment): Move[];
}

/** Deviations that are allowed from the plain calendar. */
export interface Detours {
  /** Touches may be held, dates may move, and events may come late. */
  detours: boolean;
  /** Events may end the enrollment at any moment; left out where what is watched for cannot come of an end. */
  ends: boolean;
  /** Classes of touches that other journeys hold back. */
  held: readonly MessageClass[];
  /** Events beside those of the journey, which may happen at any moment. */
  events: readonly EventTrigger[];
}
