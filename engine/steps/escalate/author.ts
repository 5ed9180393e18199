import type { Audience } from '../../definition/audience.ts';
import type { Condition } from '../../definition/condition.ts';
import type { Step } from '../../definition/step.ts';
import { type Severity, type TaskOutcome, type TaskType, taskOutcomes, taskTypes } from '../../definition/task.ts';
import { checkedDuration } from '../../journey/anchors.ts';
import { AuthoringError, mustBeKnown } from '../../journey/authoring-error.ts';
import type { CatalogNames, CatalogSpec } from '../../journey/catalog-spec.ts';
import type { CatalogWords } from '../../journey/catalog-words.ts';
import { plainData } from '../../journey/plain-data.ts';
import type { Arms, IdsIn, Literal, Named, Only, UniqueArms } from '../../journey/step-ids.ts';
import { type Datum, valuesOf } from '../../journey/values.ts';
import type { Duration } from '../../kernel/duration.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import { triggerOf, type WrittenEvent } from '../../triggers/event/author.ts';
import type { EscalateStep } from './step.ts';

declare module '../../journey/vocabulary.ts' {
  interface Vocabulary<C extends CatalogSpec, Provided extends string> {
    /** Opens a task for the account's owner. With `then` the journey waits for its outcome. */
    escalate<Id extends string, const By extends Arms = Record<never, never>>(
      id: Id & Literal<Id>,
      options: Omit<EscalateOptions, 'then' | 'play' | 'playbook'> &
        Guidance<CatalogNames<C>['playbook']> & {
          /** Steps by outcome, or `breached`. With any the journey waits for the outcome; without, it goes on. */
          then?: By & UniqueArms<By> & Only<By, TaskEnd>;
        },
    ): Named<EscalateStep, Id | IdsIn<By[keyof By]>>;
  }
}

export interface EscalateOptions {
  /** The type of the task; `risk` by default. While a risk task is open, the policy holds promotional touches. */
  type?: TaskType;
  severity: Severity;
  /** Severity when a condition holds: `{ when: attribute('arr').above(15_000), severity: 1 }`. */
  raised?: { when: Condition; severity: Severity };
  /**
   * The pool whose members get the task, as `pool('growth')` of `journeys/team.ts` or by its name; the account's owner where a
   * member. Or `lead`: the lead of the account's owner. Without it, the account's owner.
   */
  to?: string;
  /** Until when the task must be done. */
  sla: Duration;
  /** The advice for the owner, in one phrase; with a playbook, the playbook's phrase. */
  play?: string;
  /** The contact to call: `role('champion').orElse(role('admin'))`. The task shows one of them, with name and address. */
  contact?: Audience;
  /** A file of `playbooks/`: what to do step by step, what to say, and how long it takes. */
  playbook?: string;
  /**
   * Facts that the owner sees: label to value, with the value that it was compared with and its time. The `amount` of a
   * billing event and the account's `arr` are formatted as money.
   */
  evidence?: Readonly<Record<string, Datum | Measured>>;
  /** Events that open the task at once, wherever the enrollment is. */
  early?: readonly WrittenEvent[];
  /**
   * Exits of the journey that leave the task open if they come within an hour of it, with its new reason:
   * `{ exits: [on('subscription.canceled')], reason: 'canceled for non-payment' }`.
   */
  outlives?: { exits: readonly WrittenEvent[]; reason: string };
  /** Steps by outcome, or `breached`. With any the journey waits for the outcome; without, it goes on. */
  then?: { readonly [Outcome in TaskEnd]?: readonly Step[] };
}

/** The advice for the owner: a phrase, or a playbook. */
type Guidance<Id extends string> = { play: string; playbook?: never } | { play?: never; playbook: Id };

/** `{ value: 41, threshold: 40, window: '3 weeks' }` */
export interface Measured {
  value: Datum;
  threshold?: Scalar;
  window?: string;
}

export type TaskEnd = TaskOutcome | 'breached';

export const escalateIn =
  ({ playbooks }: Pick<CatalogWords, 'playbooks'>) =>
  (id: string, options: EscalateOptions): EscalateStep =>
    escalate(id, options, playbooks);

const escalate = (id: string, options: EscalateOptions, playbooks: CatalogWords['playbooks']): EscalateStep => {
  const { type = 'risk', severity, raised, sla, to, contact, evidence = {}, early = [], outlives, then = {} } = options;
  const where = `escalate "${id}"`;
  mustBeKnown(where, 'task type', type, taskTypes);
  for (const each of [severity, raised?.severity ?? severity]) checkSeverity(where, each);
  for (const outcome of Object.keys(then)) mustBeKnown(where, 'outcome', outcome, [...taskOutcomes, 'breached']);
  checkedDuration(where, sla);
  const facts = Object.entries(evidence);
  for (const [fact, datum] of facts)
    refuseMedian(`${where}: evidence "${fact}"`, isMeasured(datum) ? datum.value : datum);
  const measures = facts.flatMap(([fact, datum]) => {
    if (!isMeasured(datum)) return [];
    const { value: _, ...measure } = datum;
    return [[fact, measure] as const];
  });
  return plainData(
    {
      kind: 'escalate',
      id,
      type,
      severity,
      raised,
      sla,
      to,
      contact,
      ...guidanceOf(where, options, playbooks),
      evidence: valuesOf(
        Object.fromEntries(facts.map(([fact, datum]) => [fact, isMeasured(datum) ? datum.value : datum])),
      ),
      ...(measures.length > 0 && { measures: Object.fromEntries(measures) }),
      early: early.map(triggerOf),
      ...(outlives && { outlives: { exits: outlives.exits.map(triggerOf), reason: outlives.reason } }),
      then,
    },
    where,
  );
};

const guidanceOf = (
  where: string,
  { play, playbook }: EscalateOptions,
  playbooks: CatalogWords['playbooks'],
): Pick<EscalateStep, 'play' | 'playbook'> => {
  if (play !== undefined && playbook !== undefined)
    throw new AuthoringError(`${where}: it has a playbook, which says what to do. Remove \`play\`.`);
  if (playbook !== undefined) {
    mustBeKnown(where, 'playbook', playbook, Object.keys(playbooks));
    const { play: phrase = '', minutes = 0 } = playbooks[playbook] ?? {};
    return { play: phrase, playbook: { id: playbook, minutes } };
  }
  if (play !== undefined) return { play };
  throw new AuthoringError(`${where}: it does not say what to do. Give \`playbook\`, or \`play\` with a phrase.`);
};

const isMeasured = (datum: Datum | Measured): datum is Measured =>
  typeof datum === 'object' && datum !== null && !('kind' in datum);

/** Tasks are also opened by events as they come, and those do not read what other accounts do. */
const refuseMedian = (where: string, datum: Datum): void => {
  if (typeof datum === 'object' && datum?.kind === 'median')
    throw new AuthoringError(`${where}: a median is known to touches only. Put the account's own figure here.`);
};

const checkSeverity = (where: string, severity: number): void => {
  if (![1, 2, 3].includes(severity)) {
    throw new AuthoringError(`${where}: severity ${severity} does not exist. Write 1 (most severe), 2 or 3.`);
  }
};
