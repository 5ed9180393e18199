import type { Duration } from '../kernel/duration.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import type { Condition, Value } from './condition.ts';

/**
 * When a step is due. Without an anchor, as soon as the previous one is done. `plus` and `since` are those of later rounds of a
 * loop: the offset from its first round, added up for nested loops.
 */
export type Anchor =
  /** That calendar day after the enrolling event, at the policy's send time; day 0 is the moment of the event, unless a date enrolls. */
  | { kind: 'day'; day: number; plus?: readonly Duration[] }
  /** A duration after the previous step, or after the named one. */
  | { kind: 'after'; duration: Duration; since?: string }
  /** That many calendar days before the date in an account attribute, or in `trigger.<field>`: a date that the enrolling event said. */
  | { kind: 'before'; attribute: string; days: number; plus?: readonly Duration[] }
  /** That share of a number of days that a field of the enrolling event says. */
  | ShareOfLength;

/** On which day of a length something is due: on `day` of so many days, and in proportion between and beyond them. */
export interface ShareOfLength {
  kind: 'share';
  field: string;
  /** In order of `length`; the first also holds where the event says no length. */
  points: readonly { length: number; day: number }[];
  plus?: readonly Duration[];
}

/** Who receives a touch: the contacts of these roles, or of `otherwise` when the account has none of them. */
export interface Audience {
  roles: readonly string[] | 'everyone';
  otherwise?: readonly string[];
}

interface Placed {
  /** Literal, unique in the journey; also the ASL state's name and the timeline's `step`. */
  id: string;
  at?: Anchor;
  when?: Condition;
  unless?: Condition;
  /** Overrides the policy for a step whose day had passed when the enrollment began. */
  missed?: 'skip' | 'send';
  /** In which rounds of the loop around it the step happens, from 1; in all of them unless said. */
  rounds?: readonly number[];
}

export interface EmailStep extends Placed {
  kind: 'email';
  template: string;
  to: Audience;
  data: Readonly<Record<string, Value>>;
  /** Mails of one thread are grouped by mail programs: one thread for the account across enrollments of the journey. */
  thread?: 'account';
  /** It says nothing of use any more once it had to wait for so long: then it is skipped for what held it. */
  expires?: Duration;
}

export interface PromptStep extends Placed {
  kind: 'prompt';
  template: string;
  to: Audience;
  data: Readonly<Record<string, Value>>;
  /** Id of a contact who does not see it, though the audience has them. */
  except?: Value;
  /** How long it stays; without it, until the enrollment ends. */
  expires?: Duration;
}

export interface SlackStep extends Placed {
  kind: 'slack';
  /** Name of the webhook address in the environment's secrets, never the address. */
  channel: string;
  text: string;
}

export interface WebhookStep extends Placed {
  kind: 'webhook';
  /** Name of the endpoint in the environment's secrets, never the address. */
  endpoint: string;
  data: Readonly<Record<string, Value>>;
}

export interface WaitStep extends Placed {
  kind: 'wait';
  duration: Duration;
}

/** Waits for the first of several events since the step before it. */
export interface WaitForStep extends Placed {
  kind: 'waitFor';
  first: Readonly<Record<string, EventTrigger>>;
  timeout: Duration;
  /** Steps by the name of the event that came first, or `timeout`. */
  then: Readonly<Record<string, readonly Step[]>>;
}

/** The first case whose condition holds, else `otherwise`. */
export interface BranchStep extends Placed {
  kind: 'branch';
  cases: readonly { name: string; condition: Condition; steps: readonly Step[] }[];
  otherwise: readonly Step[];
}

/** Splits accounts by a hash of account and step id, so that an account always falls into the same variant. */
export interface ExperimentStep extends Placed {
  kind: 'experiment';
  /** Weights are whole numbers; `holdout` is the weight of accounts that get none of the variants. */
  variants: readonly { name: string; weight: number; steps: readonly Step[] }[];
  holdout: number;
}

/** Opens a task for the account's owner. With branches the journey waits for its outcome or for the breach of `sla`. */
export interface EscalateStep extends Placed {
  kind: 'escalate';
  type: TaskType;
  severity: Severity;
  /** Severity when the condition holds, instead of `severity`. */
  raised?: { when: Condition; severity: Severity };
  sla: Duration;
  /** What the owner should do, in one phrase. */
  play: string;
  /** Facts shown to the owner: label to value. */
  evidence: Readonly<Record<string, Value>>;
  /** What a fact was compared with, and the time that it is about, by its label. */
  measures?: Readonly<Record<string, { threshold?: Scalar; window?: string }>>;
  /** Opens the task as soon as one of these events happens, wherever the enrollment is. */
  early: readonly EventTrigger[];
  /** Exits that come with the cause of the task leave it open, with that reason. */
  outlives?: Outlives;
  /** Steps by outcome code, or `breached`. Empty: the journey does not wait. */
  then: Readonly<Record<string, readonly Step[]>>;
}

export interface Outlives {
  exits: readonly EventTrigger[];
  /** The task's reason from then on, in words. */
  reason: string;
}

export interface UpdateStep extends Placed {
  kind: 'update';
  attributes: Readonly<Record<string, Scalar>>;
}

export interface EnrollStep extends Placed {
  kind: 'enroll';
  journey: string;
}

export interface ExitStep extends Placed {
  kind: 'exit';
  reason: string;
}

/** Repeats its steps `times` times, `interval` apart. */
export interface EveryStep extends Placed {
  kind: 'every';
  interval: Duration;
  times: number;
  steps: readonly Step[];
}

export type TouchStep = EmailStep | PromptStep | SlackStep | WebhookStep;

export type Step =
  | TouchStep
  | WaitStep
  | WaitForStep
  | BranchStep
  | ExperimentStep
  | EscalateStep
  | UpdateStep
  | EnrollStep
  | ExitStep
  | EveryStep;

export type StepKind = Step['kind'];

export const taskTypes = ['risk', 'renewal', 'billing', 'expansion', 'onboarding', 'data'] as const;
export type TaskType = (typeof taskTypes)[number];

/** 1 is the most severe. */
export type Severity = 1 | 2 | 3;

/** The closed list of what can come of a task. */
export const taskOutcomes = [
  'contacted_recovering',
  'contacted_no_response',
  'plan_agreed',
  'churn_confirmed',
  'expansion_created',
  'false_positive',
  'duplicate',
  'not_actionable',
] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];

export const isTouch = (step: Step): step is TouchStep =>
  step.kind === 'email' || step.kind === 'prompt' || step.kind === 'slack' || step.kind === 'webhook';
