import type { AccountSnapshot } from '../account/account.ts';
import type { EntryRefusal } from '../account/entry-refusal.ts';
import type { KeptWhy } from '../account/kept-why.ts';
import type { PublicLine } from '../account/public-line.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { AskedAccount } from './asked-account.ts';
import { compareLines } from './compare-lines.ts';
import { factsOtherwise } from './facts-otherwise.ts';
import { type JourneyAnswer, journeyAnswer } from './why-answer.ts';

/** The rows that a deployment stores of an account. */
export interface StoredThere {
  lines: readonly TimelineLine[];
  snapshot: AccountSnapshot;
  refusals: readonly EntryRefusal[];
}

/** The recomputed answer for a journey; or only the difference, where it differs from the timeline. */
export type DecidedThere = { decided: JourneyAnswer } | { differs: Difference };

export interface Difference {
  /** The line or refusal in the deployment. */
  there?: PublicLine | Pick<EntryRefusal, 'at' | 'event' | 'gate'>;
  /** The line of deciding again. */
  again?: PublicLine;
  /** Facts that are known otherwise, in words. */
  facts: string[];
}

/** The answer for a journey of a deployment. */
export interface DeployedWhy extends KeptWhy {
  decided?: JourneyAnswer;
  differs?: Pick<Difference, 'there' | 'again'> & { because: readonly string[] };
  /** The version that is deployed, where the one that was asked is another. */
  version?: string;
}

/**
 * Compares the decisions made again with the stored ones: the timeline of the journey, the rule that kept the account out, and the
 * facts that the journey may look at. Only where all of it is the same may the reasons be.
 */
export const decidedThere = (
  journey: JourneyDefinition,
  { lines, snapshot, refusals }: StoredThere,
  again: AskedAccount,
): DecidedThere => {
  const ofJourney = (all: readonly TimelineLine[]) =>
    all.filter(line => line.journey === journey.id && line.at <= again.at);
  const compared = compareLines(ofJourney(lines), ofJourney(again.lines));
  const facts = factsOtherwise(journey, snapshot, again.snapshot, again.at);
  if (compared.differs) return { differs: { ...compared.differs, facts } };
  const reasons = again.watched.entriesOf(journey.id).refused.map(({ last }) => last.reason as string);
  const refusal = refusals.find(each => each.journey === journey.id && each.at <= again.at);
  if (refusal && !reasons.includes(refusal.gate)) {
    const { at, event, gate } = refusal;
    return { differs: { there: { at, event, gate }, facts } };
  }
  return facts.length > 0
    ? { differs: { facts } }
    : { decided: journeyAnswer(journey, { ...again, lines: compared.lines }) };
};
