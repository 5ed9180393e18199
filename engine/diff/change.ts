import { counted } from '../kernel/counted.ts';

/** The subject of a change. `team` stands for CSMs and pools. */
export const changedParts = ['journey', 'template', 'policy', 'catalog', 'playbook', 'team'] as const;
export type ChangedPart = (typeof changedParts)[number];

export type ChangeMark = 'added' | 'removed' | 'moved' | 'changed';

/** One change. `text` goes on where what it is about was named. */
export interface ProjectChange {
  of: ChangedPart;
  /** Id of the journey, template or playbook. */
  name?: string | undefined;
  /** Id of the step, as it is now; of one that was removed, as it was. */
  step?: string | undefined;
  mark: ChangeMark;
  text: string;
}

/** A sentence for each change: `` `onboarding`: `first-project` day 7 → day 5 ``. What is said of several at once is said once. */
export const sentencesOf = (changes: readonly ProjectChange[]): string[] => {
  const alike = Map.groupBy(changes, ({ of, step, mark, text }) => JSON.stringify([of, step, mark, text]));
  return [...alike.values()].flatMap(those => {
    if (those.length <= named) return those.map(change => sentenceOf([change]));
    return [sentenceOf(those)];
  });
};

/** More of them are counted. */
const named = 2;

const sentenceOf = (those: readonly ProjectChange[]): string => {
  const [{ of, step, text } = { of: '', text: '' }] = those;
  const names = those.slice(0, named).flatMap(({ name }) => (name === undefined ? [] : [`\`${name}\``]));
  const more = those.length - names.length;
  const about = names.length === 0 ? of : names.join(', ') + (more > 0 ? ` and ${counted(more, 'other')}` : '');
  return `${about}: ${step === undefined ? '' : `\`${step}\` `}${text}`;
};
