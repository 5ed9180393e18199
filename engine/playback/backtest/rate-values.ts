import type { Backtest } from './backtest-schema.ts';
import { type CsmLoadInput, csmLoadOf } from './csm-load.ts';
import { type AccountOutcome, byChance, type WatchedRecords } from './outcomes.ts';
import type { Parameter } from './parameters.ts';
import { rateValue, roundedShare, type ValuePlayed, weeksIn } from './rate-value.ts';
import type { TestedRule } from './tested-rule.ts';

export interface BacktestInput extends Omit<CsmLoadInput, 'weeks' | 'until' | 'journeys' | 'csms'> {
  subject: Pick<TestedRule, 'name' | 'told' | 'journeys' | 'parameters'>;
  parameter: Parameter;
  watched: WatchedRecords;
  played: readonly ValuePlayed[];
  /** CSMs of the policy's task pool. */
  taskPool: readonly string[];
}

/** Rates each value of a parameter against the recorded outcomes. */
export const rateValues = (input: BacktestInput): Backtest => {
  const { subject, parameter, watched, played, taskPool } = input;
  const csms = [...new Set([...taskPool, ...played.flatMap(({ tasks }) => tasks.map(({ owner }) => owner))])];
  const workload = csmLoadOf({
    ...input,
    csms,
    weeks: weeksIn(watched),
    until: watched.to,
    journeys: subject.journeys,
  });
  const chance = byChance(watched);
  return {
    subject: subject.name,
    told: subject.told,
    parameter: parameter.name,
    unit: parameter.unit,
    today: parameter.today,
    others: subject.parameters
      .filter(({ name }) => name !== parameter.name)
      .map(({ name, today }) => ({ name, today })),
    within: watched.within,
    from: watched.from,
    to: watched.to,
    accounts: watched.outcomes.length,
    cancellations: countEnds(watched),
    chance: roundedShare(chance.part, chance.of),
    csms: csms.length,
    rows: played.map(each => rateValue(each, parameter.today, watched, workload)),
  };
};

const countEnds = ({ outcomes, to }: WatchedRecords): number =>
  outcomes.flatMap(({ canceledAt }: AccountOutcome) => canceledAt.filter(at => at <= to)).length;
