import type { Change } from './change.ts';

/** The outcome of a turn. Data only, so that it can be decided again after a conflict. */
export interface Decision<Answer, Effect = never> {
  /**
   * Performed before anything is written: if the process dies in between, its retry performs them again, so none is
   * lost.
   */
  before?: readonly Effect[];
  /** Written all or nothing. */
  changes?: readonly Change[];
  /** Performed once the changes are written, even if an earlier attempt wrote them. */
  effects?: readonly Effect[];
  /** Records that the effects were performed: written last, or with the changes if there are no effects. */
  done?: readonly Change[];
  answer: Answer;
}

/** A question that must be answered before the decision. */
export interface Question<Asked> {
  ask: Asked;
}

/** Rows that must be written before the decision; the turn then reads and decides again. */
export interface Preparation {
  prepare: readonly Change[];
}

export type Decided<Answer, Effect = never, Asked = never> = Decision<Answer, Effect> | Question<Asked> | Preparation;
