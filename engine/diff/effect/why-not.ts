import { reasonWords } from '../../account/reason-words.ts';
import type { TimelineLine } from '../../account/timeline.ts';
import type { Step } from '../../definition/step.ts';
import { describeCondition } from '../../journey/explain/describe-condition.ts';
import { eventInWords } from '../../journey/explain/words.ts';

/** Why a passage got nothing at a step, from its lines. */
export const whyNot = (lines: readonly TimelineLine[], id: string, step: Step | undefined): string => {
  if (step === undefined) return 'the journey has no such step';
  const entries = lines.map(({ entry }) => entry);
  const last = entries.findLast(entry => entry.type === 'touch' && entry.step === id);
  if (last?.type === 'touch' && last.reason !== undefined) {
    const because = last.reason === 'condition' ? guardsOf(step) : reasonWords[last.reason];
    const isDropped = last.outcome === 'skipped' && whyHeld(lines, id) !== undefined;
    return isDropped ? `it was held, and then dropped: ${because}` : because;
  }
  // Of what is not a touch, nothing is told of the control group.
  if (entries.some(entry => entry.type === 'enrolled' && entry.holdout !== undefined)) return reasonWords.holdout;
  const ended = entries.find(entry => entry.type === 'exited');
  if (ended?.type === 'exited')
    return `the account had already left${exitWords[ended.reason] ?? ` because of ${eventInWords(ended.reason)}`}`;
  if (entries.some(entry => entry.type === 'completed'))
    return step.when || step.unless ? guardsOf(step) : 'the account went another way';
  return 'it was not due by the end of the events';
};

const exitWords: Readonly<Record<string, string>> = {
  'signal.cleared': ', as what it entered for was over',
  stopped: ', as one of us stopped it',
};

/** The guards of a step, as reasons why it was skipped. */
const guardsOf = ({ when, unless }: Step): string => {
  const reasons = [
    ...(when ? [describeCondition(when, { holds: false })] : []),
    ...(unless ? [describeCondition(unless)] : []),
  ];
  return reasons.length === 0 ? reasonWords.condition : reasons.join(', or ');
};

/** Why a touch was held before it was sent. */
export const whyHeld = (lines: readonly TimelineLine[], id: string): string | undefined => {
  const held = lines.findLast(({ entry }) => entry.type === 'touch' && entry.step === id && entry.outcome === 'held');
  return held?.entry.type === 'touch' && held.entry.reason ? reasonWords[held.entry.reason] : undefined;
};
