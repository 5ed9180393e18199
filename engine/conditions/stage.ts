import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { compare, compareAmount } from './compare.ts';
import { type ConditionKind, type EvaluationContext, noSince, noTurn } from './condition-kind.ts';

/** The event of a changed stage. Time alone changes none: the account's evaluation does, and creates this event. */
export const stageChanged = 'stage.changed';

/** Unknown until the account's stage was decided for the first time. */
export const stage: ConditionKind<'stage'> = {
  truth: ({ comparison, value }, { stage }) => stage && compare(stage.name, comparison, value),
  since: noSince,
  events: () => [stageChanged],
  turnsAt: noTurn,
  facts: () => ({ stage: { kind: 'stage' } }),
};

/** Stays true once an account has been in the stage. */
export const stageEver: ConditionKind<'stageEver'> = {
  truth: ({ stage: asked }, { stage }) => stage && (stage.name === asked || (stage.left ?? []).includes(asked)),
  since: noSince,
  events: () => [stageChanged],
  turnsAt: noTurn,
  facts: () => ({ stage: { kind: 'stage' } }),
};

export const stageDays: ConditionKind<'stageDays'> = {
  truth: ({ comparison, value }, context) => {
    const days = daysInStage(context);
    return days === null ? undefined : compareAmount(days, comparison, value);
  },
  since: noSince,
  events: () => [stageChanged],
  turnsAt: ({ comparison, value }, context) => {
    const days = daysInStage(context);
    const since = context.stage?.since;
    if (days === null || since === undefined) return undefined;
    const now = compareAmount(days, comparison, value);
    // It may compare otherwise on the day of the value and on the next one only.
    const turns = [Math.ceil(value), Math.floor(value) + 1].filter(
      day => day > days && compareAmount(day, comparison, value) !== now,
    );
    return turns.length === 0 ? undefined : plusSeconds(since, Math.min(...turns) * secondsOfDay);
  },
  facts: () => ({ 'days in stage': { kind: 'stageDays' } }),
};

/** Whole days that the account has been in its stage; null when it is in none. */
export const daysInStage = ({ stage, now }: Pick<EvaluationContext, 'stage' | 'now'>): number | null =>
  stage === undefined || stage.name === null ? null : wholeDaysBetween(stage.since, now);

export const wholeDaysBetween = (from: Instant, to: Instant): number =>
  Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / (secondsOfDay * 1000)));

const secondsOfDay = 86_400;
