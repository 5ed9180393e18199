import { bySignal } from '../../account/enrollment.ts';
import { evaluateEvent } from '../../account/evaluate-event.ts';
import { accountTimezone } from '../../account/profile.ts';
import { accountContext } from '../../conditions/account-context.ts';
import { describeCondition } from '../../journey/explain/describe-condition.ts';
import { isGone } from '../../signals/evaluate-signals.ts';
import { signalEvents } from '../../signals/signal-events.ts';
import { endOf, lastWeek } from '../../signals/weeks.ts';
import { conditionGates } from '../../why/condition-gates.ts';
import { formatDay } from '../../why/format-clock.ts';
import type { TriggerWhy } from '../trigger-why.ts';

const itsSignal = 'its signal';

/** A weekly signal is explained as of the end of the week that it was last judged for. */
export const signalTriggerWhy: TriggerWhy<'signal'> = {
  looks: (trigger, { journey, facts, input, signals }) => {
    const { event, snapshot, now } = input;
    const { when, rearm, period } = trigger;
    const isTouched = event.name === evaluateEvent || facts.some(({ name }) => signalEvents(trigger).has(name));
    const fired = facts.find(({ name, fields }) => name === 'signal.fired' && fields.signal === journey);
    if (!isTouched && fired === undefined) return [];
    const timezone = accountTimezone(snapshot.profile);
    const before = snapshot.evaluation?.signals[journey];
    const { pending, judged, raised: confirmed } = signals[journey] ?? {};
    const ended = fired && confirmed?.period ? endOf(confirmed.period, timezone) : judged?.until;
    const week = period && (ended ?? lastWeek(now, timezone).until);
    const raised = before?.raised;
    const isArmed = fired !== undefined || (before?.armed ?? false);
    return [
      {
        fact: fired ?? event,
        gates: [
          ...conditionGates('trigger', when, accountContext(snapshot, week ?? now)),
          {
            gate: 'trigger',
            passed: !isGone(snapshot),
            needed: 'the account is a customer',
            was: isGone(snapshot) ? 'no longer' : 'a customer',
          },
          {
            gate: 'armed',
            passed: isArmed,
            needed: rearm
              ? `it was not so already, or since then ${describeCondition(rearm, { whose: 'its' })}`
              : 'it was not so already: the journey enters when that begins',
            was: isArmed
              ? rearm
                ? 'one of these'
                : 'it was not'
              : raised
                ? `so since ${formatDay(raised.at, timezone)}`
                : 'so already when it was first looked at',
          },
          ...(trigger.guarded && (pending || fired)
            ? [
                {
                  gate: 'telemetry-guard',
                  passed: fired !== undefined,
                  needed: 'the week is over for all accounts, and not too many of them fire at once',
                  was: fired ? 'confirmed' : 'waiting for that',
                },
              ]
            : []),
        ],
      },
    ];
  },
  causes: { [bySignal]: itsSignal },
  tellCause: ({ when }, cause) =>
    cause === bySignal ? `${itsSignal} (${describeCondition(when, { whose: 'its' })})` : undefined,
};
