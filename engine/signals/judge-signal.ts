import type { Judgment, SignalEvidence, SignalNews, SignalState } from '../account/evaluation.ts';
import type { GuardVerdict, WeekCount } from '../account/telemetry-guard.ts';
import type { Truth } from '../conditions/evaluate-condition.ts';
import type { Instant } from '../kernel/instant.ts';
import { sameData } from '../kernel/same-data.ts';
import { weekKnownEverywhere } from './weeks.ts';

/** A signal, looked at. */
export interface SignalReading {
  holds: Truth;
  rearms: Truth;
  evidence: SignalEvidence;
}

export interface JudgedSignal {
  state: SignalState;
  news: readonly SignalNews[];
}

/** A signal of an account that became known with this very event may fire at once: no earlier state is known. */
export const armedFrom = (rule: string): SignalState => ({ rule, armed: true });

/**
 * A signal that is new to an account that was known before, or a rule that changed: armed only if the rule does not hold now, so
 * that a deploy never enrolls the accounts that are there already. What is up stays up until it clears.
 */
export const observedFrom = (rule: string, { holds }: SignalReading, before?: SignalState): SignalState => ({
  rule,
  armed: holds === false && before?.raised === undefined,
  ...(before?.raised && { raised: before.raised }),
});

/** Fires on the way up, and is armed again on the way down. */
export const judgeNow = (state: SignalState, look: SignalReading, now: Instant): JudgedSignal => {
  if (state.armed) return look.holds === true ? fired(state, { evidence: look.evidence }, now) : unchanged(state);
  return rearmed(state, look);
};

/** As `judgeNow`, once for each week. `look` is of the week's end. A guarded signal trips first. */
export const judgeWeekly = (
  state: SignalState,
  look: SignalReading,
  { period, until }: { period: string; until: Instant },
  guarded: boolean,
  now: Instant,
): JudgedSignal => {
  const trips = state.armed && look.holds === true;
  const judged = { period, until, held: look.holds ?? null, tripped: trips, evidence: look.evidence };
  const next = { ...state, judged };
  if (!trips) return state.armed ? unchanged(next) : rearmed(next, look);
  const { evidence } = look;
  return guarded ? unchanged({ ...next, pending: { period, evidence } }) : fired(next, { evidence, period }, now);
};

/**
 * The week that was judged last, looked at again: late events may have changed it. It is put right and never fires, but what
 * it raised by mistake clears.
 */
export const correctWeek = (state: SignalState, look: SignalReading, now: Instant): JudgedSignal => {
  const { judged } = state;
  const held = look.holds ?? null;
  if (judged === undefined || (judged.held === held && sameData(judged.evidence, look.evidence)))
    return unchanged(state);
  const { pending, ...others } = state;
  const waits = pending?.period === judged.period;
  const corrected: SignalState = {
    ...others,
    ...(pending && !(waits && held !== true) && { pending }),
    judged: { ...judged, held, evidence: look.evidence, tripped: judged.tripped && held === true },
    corrections: {
      count: (state.corrections?.count ?? 0) + 1,
      last: {
        at: now,
        period: judged.period,
        from: { held: judged.held, evidence: judged.evidence },
        to: { held, evidence: look.evidence },
      },
    },
  };
  const wasMistaken = state.raised?.period === judged.period && held === false;
  if (!wasMistaken) return { state: corrected, news: ['corrected'] };
  const { raised: _, ...cleared } = corrected;
  return { state: { ...cleared, armed: true }, news: ['corrected', 'cleared'] };
};

/** Once the week is known everywhere and the telemetry guard has spoken. */
export const confirmWeek = (state: SignalState, verdict: GuardVerdict, now: Instant): JudgedSignal => {
  const { pending, ...others } = state;
  if (pending === undefined) return unchanged(state);
  return verdict === 'fire' ? fired(others, pending, now) : { state: others, news: ['withheld'] };
};

export const isToConfirm = ({ pending }: SignalState, now: Instant): boolean =>
  pending !== undefined && now >= weekKnownEverywhere(pending.period);

/** An account's increment to the count of the week that it was judged for. */
export const weekCount = (judged: Judgment | undefined): WeekCount => ({
  evaluated: typeof judged?.held === 'boolean' ? 1 : 0,
  tripped: judged?.tripped ? 1 : 0,
});

const unchanged = (state: SignalState): JudgedSignal => ({ state, news: [] });

const fired = (state: SignalState, by: { evidence: SignalEvidence; period?: string }, now: Instant): JudgedSignal => ({
  state: { ...state, armed: false, raised: { at: now, ...by } },
  news: ['fired'],
});

/** Over the threshold it is never armed, even where its own rule holds. */
const rearmed = (state: SignalState, { holds, rearms }: SignalReading): JudgedSignal => {
  if (rearms !== true || holds === true) return unchanged(state);
  const { raised, ...others } = state;
  return { state: { ...others, armed: true }, news: raised ? ['cleared'] : [] };
};
