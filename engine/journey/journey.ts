import type { BusinessPolicy } from '../definition/business-policy.ts';
import type { Condition } from '../definition/condition.ts';
import { enrollingDate, enrollingEvent } from '../definition/enrolled-by.ts';
import type { JourneyDefinition, Reenroll } from '../definition/journey-definition.ts';
import { mostHeldOut } from '../definition/lots.ts';
import type { MessageClass, Policy } from '../definition/policy.ts';
import { ordinaryPriority } from '../definition/precedence.ts';
import type { JourneyPromise } from '../definition/promise.ts';
import type { Step } from '../definition/step.ts';
import type { Trigger } from '../definition/trigger.ts';
import type { Duration } from '../kernel/duration.ts';
import { triggerOf, type WrittenEvent } from '../triggers/event/author.ts';
import { checkedDuration } from './anchors.ts';
import { AuthoringError } from './authoring-error.ts';
import { contentHash } from './content-hash.ts';
import { plainData } from './plain-data.ts';
import type { PromiseAbout } from './promise-counts.ts';

export interface JourneyOptions<Field extends string = string, StepId extends string = string> {
  /** Its title; the id in words by default. */
  title?: string;
  enroll: Trigger | WrittenEvent;
  /** Which accounts are enrolled; all unless said otherwise. */
  audience?: Condition;
  /** May an account be enrolled again? By default never, or once per term when a date enrolls. */
  reenroll?: 'never' | 'afterEnd' | { after: Duration } | Keyed<Field>;
  /** Events that end an enrollment at once, wherever it is. */
  exit?: readonly WrittenEvent[];
  /** The goal of the journey, evaluated when an enrollment completes. */
  goal?: Condition;
  /**
   * Percent of accounts, 0 to 50, that go through the journey without a touch or a task, so that their goal can be compared. 0: they
   * are not held out by the policy either, as every journey says that sends what people are owed.
   */
  holdout?: number;
  /** Of journeys that compete for a contact's attention the lower number goes first; 100 unless said otherwise. */
  priority?: number;
  /** While an account is in this journey, touches of these classes of journeys that do not go first wait for its end. */
  holds?: readonly Exclude<MessageClass, 'transactional'>[];
  /** While an account is in this journey, it enters none of these, and they send it nothing. */
  excludes?: readonly string[];
  /**
   * Percent of new enrollments, 1 to 99, that begin in a new version once it is deployed. The others begin in the version before, until
   * `daymark promote`.
   */
  canary?: number;
  /** Invariants of each enrollment, which `daymark check` proves: `never(touch('offer')).after(on('renewal.completed'))`. */
  promises?: readonly PromiseAbout<StepId>[];
  /** Rules of the policy that this journey wants otherwise, such as `heldByRiskTask`. */
  policy?: Partial<Pick<Policy, 'heldByRiskTask' | 'holdAtMostDays' | 'missed' | 'sendAt'>>;
}

/** One enrollment for each value of a field of the enrolling event. */
export interface Keyed<Field extends string = string> {
  keyedBy: Field;
}

/** `reenroll: keyedBy('invoice')`: one enrollment for each invoice. */
export const keyedBy = <Field extends string>(field: Field): Keyed<Field> => plainData({ keyedBy: field });

/** The definition of a journey under a policy. @throws AuthoringError on options that can't be a journey. */
export const journeyUnder =
  ({ revenue: _, promises: __, limits: ___, ...policy }: BusinessPolicy) =>
  (id: string, options: JourneyOptions & { steps: readonly Step[] }): JourneyDefinition => {
    const { title = inWords(id), audience, exit = [], goal, priority = ordinaryPriority, steps } = options;
    if (!options.enroll)
      throw new AuthoringError(`journey "${id}": nothing enrolls anybody. Add enroll: on(...), onDate(...) or manual.`);
    if (!Number.isSafeInteger(priority)) {
      throw new AuthoringError(
        `journey "${id}": priority is ${priority}. Write a whole number; the lower one goes first.`,
      );
    }
    const enroll = triggerOf<Trigger>(options.enroll);
    const reenroll = reenrollOf(id, enroll, options.reenroll);
    const definition = plainData(
      {
        format: 1 as const,
        id,
        title,
        enroll,
        audience,
        reenroll,
        exit: exit.map(triggerOf),
        goal,
        holdout: holdoutOf(id, options.holdout),
        priority,
        holds: someOf(options.holds),
        excludes: someOf(options.excludes),
        policy: { ...policy, ...options.policy },
        steps,
      },
      `journey "${id}"`,
    );
    const promises = someOf(options.promises);
    const canary = canaryOf(id, options.canary);
    return Object.freeze({
      ...definition,
      ...(canary !== undefined && { canary }),
      ...(promises && { promises: plainData<readonly JourneyPromise[]>(promises, `journey "${id}": promises`) }),
      hash: contentHash(definition),
    });
  };

const holdoutOf = (id: string, holdout: number | undefined): number | undefined => {
  if (holdout === undefined || (Number.isInteger(holdout) && holdout >= 0 && holdout <= mostHeldOut)) return holdout;
  throw new AuthoringError(
    `journey "${id}": holdout is ${JSON.stringify(holdout)}. Write a whole number of percent from 0 to ${mostHeldOut}.`,
  );
};

const canaryOf = (id: string, canary: number | undefined): number | undefined => {
  if (canary === undefined || (Number.isInteger(canary) && canary >= 1 && canary <= 99)) return canary;
  throw new AuthoringError(
    `journey "${id}": canary is ${JSON.stringify(canary)}. Write a whole number of percent from 1 to 99, or leave it out: then everybody begins in the new version.`,
  );
};

const someOf = <Name>(names: readonly Name[] | undefined) => (names && names.length > 0 ? names : undefined);

const reenrollOf = (id: string, enroll: Trigger, reenroll: JourneyOptions['reenroll']): Reenroll => {
  if (reenroll === undefined) return { kind: enrollingDate(enroll) ? 'term' : 'never' };
  if (reenroll === 'never' || reenroll === 'afterEnd') return { kind: reenroll };
  if ('after' in reenroll)
    return { kind: 'after', duration: checkedDuration(`journey "${id}": reenroll`, reenroll.after) };
  if (enrollingEvent(enroll)) return { kind: 'keyed', field: reenroll.keyedBy };
  throw new AuthoringError(
    `journey "${id}": keyedBy('${reenroll.keyedBy}') needs a field of an enrolling event, but no event enrolls. Use on(...), or another reenroll.`,
  );
};

const inWords = (id: string): string => {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
