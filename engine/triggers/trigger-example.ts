import type { TriggerKind, TriggerOf } from '../definition/trigger.ts';
import type { DocumentedWord } from '../steps/documented-word.ts';

/** A kind of trigger by example, in `engine/triggers/<kind>/example.ts`: for the table of words, tests and faults. */
export interface TriggerExample<Kind extends TriggerKind> {
  /** Empty if a section of the docs of its own has them. */
  words: readonly DocumentedWord[];
  trigger: TriggerOf<Kind>;
}
