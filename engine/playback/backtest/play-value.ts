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

/** A played value, with the outcomes of the accounts. */
export type ValueSimulated = ValuePlayed & { outcomes: AccountOutcome[] };

/** Plays the records with that value. */
export const playValue = ({ subject, parameter, value, recorded, seed }: ValueToPlay): Promise<RulePlay> =>
  playRules(subject.change(parameter, value), recorded, seed);

/** The rule's firings and tasks in a play. */
export const simulatedBy = (subject: TestedRule, value: number, played: RulePlay): ValueSimulated => ({
  value,
  firings: subject.firings(played),
  tasks: tasksOpened(subject, played),
  outcomes: played.outcomes,
});
