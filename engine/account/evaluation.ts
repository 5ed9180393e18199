import type { CalendarDate, Instant } from '../kernel/instant.ts';
import type { GoalStates } from './goal-state.ts';
import type { HealthState } from './health-state.ts';
import type { PlanFigures } from './medians.ts';

/**
 * State of an account's evaluation: when time alone may change something next, and the state of each signal. Written in
 * the transaction that writes the enrollments of its signals.
 */
export interface Evaluation {
  account: string;
  /**
   * When the next evaluation is due; absent while only events can change anything. It may be too early, never too late.
   */
  dueAt?: Instant;
  /** As `dueAt`, without recurring work: a playback continues until then. */
  dueOnce?: Instant;
  /** Health after the last complete week. */
  health?: HealthState;
  /** Goals of its success plan, if it has one. */
  goals?: GoalStates;
  /** The account's figures for the medians of its plan. */
  compared?: PlanFigures;
  /** The account's lifecycle stage; absent if the catalog has no stages. */
  stage?: StageState;
  /** By journey: when the account may enter it, for journeys that it is waiting to enter. */
  moments?: Readonly<Record<string, Instant>>;
  /** By journey: the last day that its trigger decided for. A day is decided only once. */
  decided?: Readonly<Record<string, CalendarDate>>;
  /** By the id of the signal's journey. */
  signals: Readonly<Record<string, SignalState>>;
  /** Grows by one at each write; a write names the revision it read. */
  revision: number;
}

export interface StageState {
  /** Null: the account is in none of the stages. */
  name: string | null;
  /** Since when. */
  since: Instant;
  /** Names of the stages that it was in before; absent before it left the first. */
  left?: readonly string[];
  /** Version of the rules that determined it. */
  rules: string;
}

/** The numbers behind a signal's judgment, by name. */
export type SignalEvidence = Readonly<Record<string, number>>;

/** State of one signal for one account. */
export interface SignalState {
  /** Hash of the rule that judged it. If the journey's rule changes, the state starts over. */
  rule: string;
  /** Whether it fires when its condition holds. */
  armed: boolean;
  /** When it fired; cleared when it is armed again. */
  raised?: { at: Instant; evidence: SignalEvidence; period?: string };
  /** The last week that a weekly signal was judged for. */
  judged?: Judgment;
  /** It tripped, and waits for the telemetry guard's count of the other accounts. */
  pending?: { period: string; evidence: SignalEvidence };
  /** An evaluated week whose numbers changed later: how often, and when last. */
  corrections?: { count: number; last: Correction };
}

export interface Judgment {
  /** ISO week, such as `2026-W09`. */
  period: string;
  /** End of the week in the account's time zone. */
  until: Instant;
  /** Null if the rule does not apply. */
  held: boolean | null;
  /** Whether it tripped, and so counts for the telemetry guard. */
  tripped: boolean;
  evidence: SignalEvidence;
}

export interface Correction {
  at: Instant;
  period: string;
  from: Pick<Judgment, 'held' | 'evidence'>;
  to: Pick<Judgment, 'held' | 'evidence'>;
}

export type SignalNews = 'fired' | 'cleared' | 'corrected' | 'withheld';
