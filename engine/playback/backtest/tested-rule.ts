import type { Project } from '../../build/build-project.ts';
import type { Played } from '../play.ts';
import type { Firing } from './outcomes.ts';
import type { Parameter } from './parameters.ts';

/** A rule to backtest: a signal of a journey, or the health score. */
export interface TestedRule {
  name: string;
  /** The condition in words, to follow "when". */
  told: string;
  /** Column heading for firings. */
  fires: string;
  parameters: readonly Parameter[];
  /** Journeys whose tasks count as opened by the rule. */
  journeys: readonly string[];
  /** The project with that value. */
  change(parameter: string, value: number): Project;
  firings(played: Pick<Played, 'lines' | 'health'>): Firing[];
}

/** A task that the rule opened. */
export interface OpenedTask {
  account: string;
  at: string;
  owner: string;
}

export const tasksOpened = (
  { journeys }: Pick<TestedRule, 'journeys'>,
  { lines }: Pick<Played, 'lines'>,
): OpenedTask[] =>
  lines.flatMap(({ account, at, journey, entry }) =>
    journeys.includes(journey) && entry.type === 'task' && entry.action === 'opened'
      ? [{ account, at, owner: entry.owner }]
      : [],
  );
