import type { StepKind, StepOf } from '../definition/step.ts';
import type { DocumentedWord } from './documented-word.ts';

/** A kind of step by example, in `engine/steps/<kind>/example.ts`: for the table of words, random journeys and faults. */
export interface StepExample<Kind extends StepKind> {
  words: readonly DocumentedWord[];
  /** A step as random journeys have it. */
  step: Omit<StepOf<Kind>, 'kind' | 'id'>;
}
