import type { RecordedEvents } from '../read-events.ts';
import type { AccountOutcome } from './outcomes.ts';
import type { ValuePlayed } from './rate-value.ts';
import { playRules, type RulePlay } from './rule-play.ts';
import { type TestedRule, tasksOpened } from './tested-rule.ts';

export interface ValueToPlay {
  subject: TestedRule;
  parameter: string;
  value: number;
  recorded: RecordedEvents;
  seed: number;
}

/** A value, its firings, and the outcomes of accounts in its play. */
export type ValueSimulated = ValuePlayed & { outcomes: AccountOutcome[] };

/** Plays the records as they would have gone with that value. */
export const playValue = ({ subject, parameter, value, recorded, seed }: ValueToPlay): Promise<RulePlay> =>
  playRules(subject.change(parameter, value), recorded, seed);

/** The firings and outcomes of a rule in a play. */
export const simulatedBy = (subject: TestedRule, value: number, played: RulePlay): ValueSimulated => ({
  value,
  firings: subject.firings(played),
  tasks: tasksOpened(subject, played),
  outcomes: played.outcomes,
});
