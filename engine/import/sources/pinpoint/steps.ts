import { type Code, call, literalCode, object, word } from '../../code.ts';
import type { CarryNote } from '../../journey-sketch.ts';
import { allConditions, type CarriedCondition, isLacking } from '../carried-condition.ts';
import { slugOf, uniqueNames } from '../source-names.ts';
import { activityGraph } from './activity-graph.ts';
import { conditionOf, type PinpointWords } from './conditions.ts';
import { durationCode, isUntil } from './durations.ts';
import type { PinpointActivity, PinpointJourney, PinpointWait } from './exported.ts';

/** The steps of a journey of Pinpoint, the templates that they send, and the parts that could not be carried. */
export interface CarriedSteps {
  steps: Code[];
  /** By template id: the name in Pinpoint. */
  templates: ReadonlyMap<string, string>;
  notes: CarryNote[];
}

/** The conversion of an activity: its steps, and the next activity. */
interface Become {
  steps: readonly Code[];
  next: string | undefined;
}

/** Follows the activities from the first one: paths that split and meet again become branches followed by steps. */
export const carrySteps = (
  { Activities, StartActivity }: Pick<PinpointJourney, 'Activities' | 'StartActivity'>,
  words: Omit<PinpointWords, 'mailOf'>,
): CarriedSteps => {
  const graph = activityGraph(Activities);
  const names = uniqueNames();
  const templates = new Map<string, string>();
  const mails = new Map<string, string>();
  const notes: CarryNote[] = [];
  const conditions: PinpointWords = { ...words, mailOf: id => mails.get(id) };
  const note = (what: string, why: string, instead: string) => notes.push({ what, why, instead });

  const path = (from: string | undefined, until: string | undefined, way: readonly string[] = []): Code[] => {
    const steps: Code[] = [];
    let pause: Code | undefined;
    let id = from;
    const passed = [...way];
    while (id !== undefined && id !== until) {
      if (passed.includes(id)) {
        note(`activity ${id}`, 'it leads back to itself', 'write the part that repeats as `every`');
        break;
      }
      passed.push(id);
      const activity = graph.activity(id);
      if (activity === undefined) break;
      if (activity.Wait) {
        const { WaitTime } = activity.Wait;
        if (pause) steps.push(call('wait', literalCode(names.next('pause')), pause));
        pause = durationCode(WaitTime?.WaitFor);
        if (isUntil(WaitTime))
          note(
            `the wait until ${WaitTime?.WaitUntil}`,
            'an enrollment waits for its own days, not for a date that all share',
            'use a campaign with that date, or `before` a date of the account',
          );
        id = activity.Wait.NextActivity;
        continue;
      }
      const { steps: become, next } = carry(id, activity, passed);
      const [first, ...others] = become;
      if (first) {
        steps.push(pause ? call('after', pause, first) : first, ...others);
        pause = undefined;
      }
      id = next;
    }
    // A wait at the end of a journey has no effect, and is left out.
    if (pause && id !== undefined) steps.push(call('wait', literalCode(names.next('pause')), pause));
    return steps;
  };

  const carry = (id: string, activity: PinpointActivity, way: readonly string[]): Become => {
    const {
      EMAIL,
      SMS,
      PUSH,
      CUSTOM,
      ContactCenter,
      ConditionalSplit,
      MultiCondition,
      RandomSplit,
      Holdout,
      Description,
    } = activity;
    const named = (standIn: string) => names.next(slugOf(Description ?? '') || standIn);
    if (EMAIL) {
      const name = EMAIL.TemplateName ?? Description ?? 'mail';
      const template = slugOf(name) || 'mail';
      templates.set(template, name);
      const step = names.next(template);
      mails.set(id, step);
      const options = object({ ...(step !== template && { id: literalCode(step) }), to: word('everyone') });
      return { steps: [call('email', literalCode(template), options)], next: EMAIL.NextActivity };
    }
    const message = SMS ?? PUSH;
    if (message) {
      const channel = SMS ? 'SMS' : 'push';
      note(
        `the ${channel} message "${message.TemplateName ?? Description ?? id}"`,
        `there is no channel for ${channel}`,
        'show it in your app with `prompt`, or pass it to a service that sends it with `webhook`',
      );
      return { steps: [], next: message.NextActivity };
    }
    if (CUSTOM) {
      const step = named('custom-channel');
      note(
        `the custom channel ${CUSTOM.DeliveryUri ?? id}`,
        'its address is a secret of the environment here',
        `add the endpoint "${step}" to the secret of destinations; it gets a signed post`,
      );
      return {
        steps: [call('webhook', literalCode(step), object({ endpoint: literalCode(step) }))],
        next: CUSTOM.NextActivity,
      };
    }
    if (ContactCenter) {
      const step = named('call-the-customer');
      note(
        `the contact center activity "${Description ?? id}"`,
        'Daymark makes no calls',
        `"${step}" opens a task for the account's owner: describe the work in it, or name a playbook`,
      );
      const options = object({
        severity: literalCode(3),
        sla: call('businessDays', literalCode(2)),
        play: literalCode(Description ?? 'call the customer'),
      });
      return { steps: [call('escalate', literalCode(step), options)], next: ContactCenter.NextActivity };
    }
    if (Holdout) {
      const rest = path(Holdout.NextActivity, undefined, way);
      const held = Math.round(Holdout.Percentage);
      const variants = object({ 'goes-on': object({ weight: literalCode(100 - held), steps: { list: rest } }) });
      const experiment = call(
        'experiment',
        literalCode(named('holdout')),
        object({ variants, holdout: literalCode(held) }),
      );
      return { steps: rest.length === 0 ? [] : [experiment], next: undefined };
    }
    if (RandomSplit) {
      const arms = RandomSplit.Branches;
      const meeting = graph.meetingOf(arms.map(arm => arm.NextActivity));
      const step = named('random-split');
      const variants = arms.map(
        ({ Percentage, NextActivity }, index) =>
          [
            letter(index),
            object({ weight: literalCode(Math.round(Percentage)), steps: { list: path(NextActivity, meeting, way) } }),
          ] as const,
      );
      return {
        steps: [call('experiment', literalCode(step), object({ variants: { object: variants } }))],
        next: meeting,
      };
    }
    const split = ConditionalSplit
      ? {
          cases: [
            {
              name: 'yes',
              carried: allConditions(
                (ConditionalSplit.Condition?.Conditions ?? []).map(each => conditionOf(each, conditions)),
                ConditionalSplit.Condition?.Operator,
              ),
              to: ConditionalSplit.TrueActivity,
            },
          ],
          otherwise: ConditionalSplit.FalseActivity,
          wait: ConditionalSplit.EvaluationWaitTime,
        }
      : {
          cases: (MultiCondition?.Branches ?? []).map(({ Condition, NextActivity }, index) => ({
            name: letter(index),
            carried: conditionOf(Condition ?? {}, conditions),
            to: NextActivity,
          })),
          otherwise: MultiCondition?.DefaultActivity,
          wait: MultiCondition?.EvaluationWaitTime,
        };
    return ConditionalSplit || MultiCondition ? parted(split, named('split'), way) : { steps: [], next: undefined };
  };

  /** Paths whose condition can't be converted are left out, and noted. */
  const parted = ({ cases, otherwise, wait }: Split, step: string, way: readonly string[]): Become => {
    const known = cases.flatMap(({ carried, ...each }) => {
      if (!isLacking(carried)) return [{ ...each, ...carried }];
      note(
        `the way "${each.name}" of the split "${step}"`,
        `Daymark does not know ${carried.lacks}`,
        'accounts take the other way: add what is missing to the catalog, and write the branch',
      );
      return [];
    });
    if (known.length === 0) return { steps: [], next: otherwise };
    const meeting = graph.meetingOf([...known.map(each => each.to), otherwise]);
    const arm = (from: string | undefined): Code => ({ list: path(from, meeting, way) });
    const pause = durationCode(wait?.WaitFor);
    if (isUntil(wait))
      note(
        `the split "${step}", looked at on ${wait?.WaitUntil}`,
        'a branch is evaluated when an account reaches it',
        'use `before` a date of the account',
      );
    const awaited = known.flatMap(each => (each.happens ? [{ ...each, happens: each.happens }] : []));
    if (pause && awaited.length === known.length) {
      const first = { object: awaited.map(({ name, happens }) => [name, happens] as const) };
      const then = [...awaited.map(({ name, to }) => [name, arm(to)] as const), ['timeout', arm(otherwise)] as const];
      const told = { object: then.filter(([, code]) => 'list' in code && code.list.length > 0) };
      const options = object({ first, timeout: pause, ...(told.object.length > 0 && { then: told }) });
      return { steps: [call('waitFor', literalCode(step), options)], next: meeting };
    }
    const [only] = known;
    const branch =
      known.length === 1 && only
        ? call('branch', literalCode(step), object({ when: only.code, then: arm(only.to), otherwise: arm(otherwise) }))
        : call(
            'branch.among',
            literalCode(step),
            object({
              cases: {
                object: known.map(({ name, code, to }) => [name, object({ when: code, then: arm(to) })] as const),
              },
              otherwise: arm(otherwise),
            }),
          );
    return { steps: [pause ? call('after', pause, branch) : branch], next: meeting };
  };

  const steps = path(StartActivity, undefined);
  return { steps, templates, notes };
};

interface Split {
  cases: readonly { name: string; carried: CarriedCondition; to: string | undefined }[];
  otherwise: string | undefined;
  wait: PinpointWait | undefined;
}

const letter = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index);
