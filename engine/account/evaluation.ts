import type { CalendarDate, Instant } from '../kernel/instant.ts';
import type { GoalStates } from './goal-state.ts';
import type { HealthState } from './health-state.ts';
import type { PlanFigures } from './medians.ts';

/**
 * State of an account's evaluation: when time alone may change something next, and how each signal stands. Every snapshot has it,
 * and it is written in the transaction that writes the enrollments of its signals.
 */
export interface Evaluation {
  account: string;
  /** When the sweep asks for an evaluation; absent while only events can change anything. It may be too early, never too late. */
  dueAt?: Instant;
  /** As `dueAt`, without what recurs for ever: a playback goes on until then. */
  dueOnce?: Instant;
  /** As the last complete week left it. */
  health?: HealthState;
  /** Of its success plan, where it has one. */
  goals?: GoalStates;
  /** The account's figures for the medians of its plan. */
  compared?: PlanFigures;
  /** Where the account is in its lifecycle; absent where the catalog has no stages. */
  stage?: StageState;
  /** By journey: when the account may enter it, of those that it waits for since before their moment. */
  moments?: Readonly<Record<string, Instant>>;
  /** By journey: the last day that its trigger decided for. It does not decide for the same day again. */
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
  /** Version of the rules that told it. */
  rules: string;
}

/** Numbers that a signal was judged by, by name. */
export type SignalEvidence = Readonly<Record<string, number>>;

/** How one signal stands for one account. */
export interface SignalState {
  /** Hash of the rule that it was judged by: another rule of the same journey starts anew. */
  rule: string;
  /** Would it fire if its condition held? */
  armed: boolean;
  /** Since when it has been up; cleared when it is armed again. */
  raised?: { at: Instant; evidence: SignalEvidence; period?: string };
  /** The last week that a weekly signal was judged for. */
  judged?: Judgment;
  /** It tripped, and waits for the telemetry guard to see the other accounts. */
  pending?: { period: string; evidence: SignalEvidence };
  /** A judged week whose numbers changed later: how often, and the last time. */
  corrections?: { count: number; last: Correction };
}

export interface Judgment {
  /** ISO week, such as `2026-W09`. */
  period: string;
  /** Where the week ends in the account's zone. */
  until: Instant;
  /** Nothing where the rule does not apply. */
  held: boolean | null;
  /** Did it trip, and so count for the telemetry guard? */
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
