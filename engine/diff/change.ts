import { counted } from '../kernel/counted.ts';

/** The subject of a change. `team`: CSMs and pools. */
export const changedParts = ['journey', 'template', 'policy', 'catalog', 'playbook', 'team'] as const;
export type ChangedPart = (typeof changedParts)[number];

export type ChangeMark = 'added' | 'removed' | 'moved' | 'changed';

/** One change. `text` continues a sentence that starts with the subject. */
export interface ProjectChange {
  of: ChangedPart;
  /** Id of the journey, template or playbook. */
  name?: string | undefined;
  /** Id of the step; for a removed step, its former id. */
  step?: string | undefined;
  mark: ChangeMark;
  text: string;
}

/** A sentence for each change: `` `onboarding`: `first-project` day 7 → day 5 ``. Equal changes share a sentence. */
export const sentencesOf = (changes: readonly ProjectChange[]): string[] => {
  const alike = Map.groupBy(changes, ({ of, step, mark, text }) => JSON.stringify([of, step, mark, text]));
  return [...alike.values()].flatMap(those => {
    if (those.length <= named) return those.map(change => sentenceOf([change]));
    return [sentenceOf(those)];
  });
};

/** Names listed in a sentence; others are counted. */
const named = 2;

const sentenceOf = (those: readonly ProjectChange[]): string => {
  const [{ of, step, text } = { of: '', text: '' }] = those;
  const names = those.slice(0, named).flatMap(({ name }) => (name === undefined ? [] : [`\`${name}\``]));
  const more = those.length - names.length;
  const about = names.length === 0 ? of : names.join(', ') + (more > 0 ? ` and ${counted(more, 'other')}` : '');
  return `${about}: ${step === undefined ? '' : `\`${step}\` `}${text}`;
};
