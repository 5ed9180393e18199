import { createHash } from 'node:crypto';
import type { AccountSnapshot } from '../account/account.ts';
import { hasLeft } from '../account/account-status.ts';
import { evaluateEvent } from '../account/evaluate-event.ts';
import type { SignalEvidence, SignalNews, SignalState } from '../account/evaluation.ts';
import type { DomainEvent } from '../account/event.ts';
import { accountTimezone } from '../account/profile.ts';
import type { RoutingInput, RoutingReason } from '../account/routing.ts';
import { type GuardedWeek, guardedWeekKey, type WeekCount } from '../account/telemetry-guard.ts';
import { accountContext } from '../conditions/account-context.ts';
import {
  conditionFacts,
  type EvaluationContext,
  evaluateValue,
  type Truth,
  truthOf,
} from '../conditions/evaluate-condition.ts';
import type { Condition } from '../definition/condition.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import { lazy, memoize, memoizeByObject } from '../kernel/memoize.ts';
import { journeysWithSignals, type SignalJourney } from '../triggers/signal/has-signal.ts';
import type { SignalTrigger } from '../triggers/signal/trigger.ts';
import { evaluateWeek, type WeeklyJudged } from './evaluate-week.ts';
import { armedFrom, judgeNow, observedFrom, type SignalReading } from './judge-signal.ts';
import { signalEvents } from './signal-events.ts';
import { endOf, lastWeek, type Week } from './weeks.ts';

export interface EvaluatedSignals {
  signals: Readonly<Record<string, SignalState>>;
  /** `signal.fired` and `signal.cleared`, with the journey as `signal` and the numbers that it was judged by. */
  facts: DomainEvent[];
  /** The account's increments to the weeks of guarded signals. */
  counts: (GuardedWeek & WeekCount)[];
  reasons: RoutingReason[];
  /** Weeks of guarded rules whose verdict must be known before this may be carried out. */
  guardsNeeded: GuardedWeek[];
}

/** The snapshot is as the event left it. `isNew`: the account became known with this event. */
interface SignalsInput extends Pick<RoutingInput, 'event' | 'journeys' | 'snapshot' | 'guards' | 'now'> {
  isNew: boolean;
}

/** Judges the signals that the facts may have changed, or all of them when time asks. */
export const evaluateSignals = (facts: readonly DomainEvent[], input: SignalsInput): EvaluatedSignals => {
  const isAsked = input.event.name === evaluateEvent;
  const known = input.snapshot.evaluation?.signals ?? {};
  const judging = judgingOf(input);
  const looks = journeysWithSignals(input.journeys).flatMap(journey => {
    const before = known[journey.id] ?? (input.isNew ? armedFrom(ruleOf(journey.enroll)) : undefined);
    const isTouched = isAsked || facts.some(({ name }) => signalEvents(journey.enroll).has(name));
    if (isTouched) return [{ journey, judged: judge(journey, before, judging) }];
    return before ? [{ journey, judged: { state: before, news: [], counts: [] } }] : [];
  });
  return {
    signals: Object.fromEntries(looks.map(({ journey, judged }) => [journey.id, judged.state])),
    facts: looks.flatMap(({ journey, judged }) => newsOf(journey, judged, known[journey.id], input)),
    counts: looks.flatMap(({ journey, judged }) => judged.counts.map(count => ({ journey: journey.id, ...count }))),
    reasons: looks.flatMap(({ journey, judged }) =>
      judged.news.map((did): RoutingReason => ({ journey: journey.id, did, because: 'signal' })),
    ),
    guardsNeeded: looks.flatMap(({ journey, judged: { awaits } }) =>
      awaits === undefined ? [] : [{ journey: journey.id, period: awaits }],
    ),
  };
};

/** The input that all signals of the account are judged by. */
interface Judging extends Pick<SignalsInput, 'guards' | 'now'> {
  timezone: TimeZone;
  /** The last complete week. */
  week: () => Week;
  /** Signals look at the same few instants, and contexts keep what was counted as of theirs. */
  contextAt: (at: Instant) => EvaluationContext;
  isOver: boolean;
}

const judgingOf = ({ snapshot, guards, now }: SignalsInput): Judging => {
  const timezone = accountTimezone(snapshot.profile);
  return {
    ...(guards && { guards }),
    now,
    timezone,
    week: lazy(() => lastWeek(now, timezone)),
    contextAt: memoize(at => accountContext(snapshot, at)),
    isOver: isGone(snapshot),
  };
};

const judge = (
  { id, enroll }: SignalJourney,
  before: SignalState | undefined,
  { guards, now, timezone, week: lastOne, contextAt, isOver }: Judging,
): WeeklyJudged => {
  const rule = ruleOf(enroll);
  const week = enroll.period && lastOne();
  const lookAt = (at: Instant): SignalReading => lookOf(enroll, isOver, contextAt(at));
  if (before?.rule !== rule)
    return { state: observed(rule, lookAt(week?.until ?? now), before, week), news: [], counts: [] };
  if (week === undefined) return { ...judgeNow(before, lookAt(now), now), counts: [] };
  const verdictOf = (period: string) => guards?.get(guardedWeekKey({ journey: id, period }));
  const lookAtEnd = (period: string): SignalReading => lookAt(endOf(period, timezone));
  return evaluateWeek({ state: before, lookAt: lookAtEnd, week, guarded: enroll.guarded === true, verdictOf, now });
};

/** The week that it begins with counts as judged. */
const observed = (
  rule: string,
  look: SignalReading,
  before: SignalState | undefined,
  week: Week | undefined,
): SignalState => ({
  ...observedFrom(rule, look, before),
  ...(week && { judged: { ...week, held: look.holds ?? null, tripped: false, evidence: look.evidence } }),
});

const lookOf = ({ when, rearm }: SignalTrigger, isOver: boolean, context: EvaluationContext): SignalReading => {
  const holds = isOver ? undefined : truthOf(when, context);
  return {
    holds,
    rearms: rearmsBy(rearm, holds, context),
    // Computed when read: most readings have no news.
    get evidence() {
      return evidenceOf(when, context);
    },
  };
};

const rearmsBy = (rearm: SignalTrigger['rearm'], holds: Truth, context: EvaluationContext): Truth => {
  if (rearm === undefined || holds === undefined) return holds === undefined ? undefined : !holds;
  return truthOf(rearm, context);
};

/** The numbers that a condition compares. Never text: evidence goes into tasks, mails and logs. */
const evidenceOf = (condition: Condition, context: EvaluationContext): SignalEvidence => {
  const evidence: Record<string, number> = {};
  for (const [name, value] of factsOf(condition)) {
    const number = evaluateValue(value, context);
    if (typeof number === 'number') evidence[name] = number;
  }
  return evidence;
};

const factsOf = memoizeByObject((condition: Condition) => Object.entries(conditionFacts(condition)));

/** A churned account's activity is no evidence of decline or of recovery. */
export const isGone = ({ profile }: AccountSnapshot): boolean => hasLeft(profile?.attributes.status?.value);

const newsOf = (
  { id }: SignalJourney,
  { news, state }: WeeklyJudged,
  before: SignalState | undefined,
  { event, now }: SignalsInput,
): DomainEvent[] => {
  const fact = (what: SignalNews, evidence: SignalEvidence | undefined): DomainEvent => ({
    ...event,
    source: 'daymark',
    id: `${event.id}#signal.${what}.${id}`,
    name: `signal.${what}`,
    occurredAt: now,
    fields: { ...evidence, signal: id },
  });
  return news.flatMap(what => {
    if (what === 'fired') return [fact(what, state.raised?.evidence)];
    return what === 'cleared' ? [fact(what, before?.raised?.evidence)] : [];
  });
};

/** Two rules of one journey that differ in anything are two signals. */
const ruleOf = memoizeByObject((trigger: SignalTrigger): string =>
  createHash('sha256').update(JSON.stringify(trigger)).digest('hex').slice(0, 16),
);
