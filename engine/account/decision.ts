import type { Change } from './change.ts';

/** The outcome of a turn. Data only, so that it can be decided again after a conflict. */
export interface Decision<Answer, Effect = never> {
  /** Performed before anything is written: a process that dies in between performs them again, and loses none. */
  before?: readonly Effect[];
  /** Written all or nothing. */
  changes?: readonly Change[];
  /** Performed once the changes are written, even if an earlier attempt wrote them. */
  effects?: readonly Effect[];
  /** Says that the effects are performed: written last, or with the changes where there are no effects. */
  done?: readonly Change[];
  answer: Answer;
}

/** A question to answer before it can be decided. */
export interface Question<Asked> {
  ask: Asked;
}

/** Rows to write before it can be decided: then the turn reads and decides again. */
export interface Preparation {
  prepare: readonly Change[];
}

export type Decided<Answer, Effect = never, Asked = never> = Decision<Answer, Effect> | Question<Asked> | Preparation;
