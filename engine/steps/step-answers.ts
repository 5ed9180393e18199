import type { StepCompiler } from '../asl/compilation.ts';
import type { StepKind, StepOf } from '../definition/step.ts';
import type { CatalogWords } from '../journey/catalog-words.ts';
import type { Rule } from '../journey/check/rule.ts';
import type { NodeLook } from '../journey/graph/looks.ts';
import type { StepParts } from './step-parts.ts';

/** The interface of a kind of step at build, in `engine/steps/<kind>/kind.ts`. */
export interface StepAnswers<Kind extends StepKind> {
  /** The word that authors write, in a catalog. Its type is declared beside it, in `Vocabulary`. */
  word(catalog: CatalogWords): unknown;
  parts(step: StepOf<Kind>): Partial<StepParts>;
  /** Of a touch, and only of one: what it is called in a sentence, as in "at most 3 Slack messages". */
  touch?: string;
  tell(step: StepOf<Kind>): StepInWords;
  draw(step: StepOf<Kind>): DrawnStep;
  /** Names of its fields where a change is reported: `<name> <before> → <after>`. Default: the field's name in words. */
  fields?: Readonly<Record<string, string>>;
  /** Diagnostics about steps of this kind alone. */
  rule?: Rule;
  /** Events that the step itself adds to the history of an execution, besides waits and arms. */
  historyEvents: number;
  states: StepCompiler<Kind>;
}

/** A step in English: a sentence, more sentences where it has more to say, and a heading for each arm. */
export interface StepInWords {
  does: string;
  also?: readonly string[];
  /** Heading of an arm, by its name; the heading ends where the arm's steps begin. */
  heading?: (arm: string) => string;
}

/** A step in a drawing. */
export interface DrawnStep {
  look: NodeLook;
  caption: string;
  notes?: readonly string[];
  armLabel?: (arm: string) => string;
}
