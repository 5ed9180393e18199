import type { Condition } from '../definition/condition.ts';
import type { TriggerKind, TriggerOf } from '../definition/trigger.ts';
import type { CatalogWords } from '../journey/catalog-words.ts';
import type { Rule } from '../journey/check/rule.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { EventTrigger } from './event/trigger.ts';

/** The interface of a kind of trigger at build, in `engine/triggers/<kind>/kind.ts`. */
export interface TriggerAnswers<Kind extends TriggerKind> {
  /** The words that authors write, in a catalog. Their types are declared beside them, in `Vocabulary`. */
  words(catalog: CatalogWords): object;
  /** The end of a sentence that begins with "when": `"Account Created" happens`, `its health is red`. */
  tell(trigger: TriggerOf<Kind>): string;
  /** Begins that sentence in place of "when". */
  since?: string;
  /** Further sentences. */
  also?(trigger: TriggerOf<Kind>): readonly string[];
  /**
   * Conditions of the account, by the option that they are written in. Those of `when` hold for every account that it
   * enrolls.
   */
  conditions?(trigger: TriggerOf<Kind>): Readonly<Record<string, Condition>> & { when?: Condition };
  /** The events that Daymark creates for it, whose fields an enrollment has. */
  enrollsAs?: readonly EventTrigger[];
  /** The event of Daymark's own by which examples enroll in the journey. */
  exampleEvent?(journey: string): { name: string; fields: Readonly<Record<string, Scalar>> };
  /** Diagnostics about triggers of this kind alone. */
  rule?: Rule;
}
