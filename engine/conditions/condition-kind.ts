import type { AccountSnapshot } from '../account/account.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { StageState } from '../account/evaluation.ts';
import type { Usage } from '../account/usage.ts';
import type { Condition, Value } from '../definition/condition.ts';
import type { Instant } from '../kernel/instant.ts';

/** Undefined if too little is known to tell. An unknown truth never makes anything happen. */
export type Truth = boolean | undefined;

/** All that a condition may read. */
export interface EvaluationContext extends Pick<AccountSnapshot, 'profile' | 'seats' | 'tasks' | 'medians' | 'goals'> {
  now: Instant;
  enrollment?: Pick<Enrollment, 'anchoredAt' | 'steps' | 'trigger' | 'took'>;
  /** Absent if the catalog has no stages, or none was decided yet. */
  stage?: StageState;
  /** Must reach back as far as `usageSince` says. */
  usage: Usage;
  /** The reader's locale; English without it. */
  locale?: string;
}

/** The facts by which a window's start is known before the account is read. */
export interface WindowContext {
  now: Instant;
  enrollment?: Pick<Enrollment, 'anchoredAt' | 'steps'>;
}

export type ConditionOf<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>;
export type ValueOf<Kind extends Value['kind']> = Extract<Value, { kind: Kind }>;

/** The interface of a kind of condition. */
export interface ConditionKind<Kind extends Condition['kind']> {
  truth: (condition: ConditionOf<Kind>, context: EvaluationContext) => Truth;
  /** How far back it reads usage; undefined if it reads none. */
  since: (condition: ConditionOf<Kind>, context: WindowContext) => Instant | undefined;
  /** Names of the events that may change its truth when they happen. */
  events: (condition: ConditionOf<Kind>) => readonly string[];
  /** When time alone may change its truth: perhaps too early, never too late. Undefined if it cannot. */
  turnsAt: (condition: ConditionOf<Kind>, context: EvaluationContext) => Instant | undefined;
  /** The values it compares, by name: its evidence. */
  facts: (condition: ConditionOf<Kind>) => Readonly<Record<string, Value>>;
}

export const noSince = () => undefined;
export const noEvents = () => [];
export const noTurn = () => undefined;
export const noFacts = () => ({});
