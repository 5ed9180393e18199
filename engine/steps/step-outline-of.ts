import type { Step, StepKind } from '../definition/step.ts';
import * as outlines from './outlines.ts';
import type { StepFunction, StepOutline, StepReads } from './step-outline.ts';

/** A kind without an outline is a type error here. Copied: V8 is slow to find exports of a module by name. */
const stepOutlines: { readonly [Kind in StepKind]: StepOutline<Kind> } = { ...outlines };

export const stepOutlineOf = ({ kind }: Pick<Step, 'kind'>): StepOutline<StepKind> => stepOutlines[kind];

/** Conditions and values that the turn of a call evaluates; none for calls of the machine's own. */
export const readsOf = (step: { kind: string }): StepReads =>
  isStep(step) ? (stepOutlineOf(step).reads?.(step) ?? {}) : {};

/** May the turn of a call end the enrollment, wherever it stands? */
export const leavesBy = (step: { kind: string }): boolean => isStep(step) && stepOutlineOf(step).leaves === true;

const isStep = (step: { kind: string }): step is Step => Object.hasOwn(stepOutlines, step.kind);

/** Kinds of steps that the function carries out. */
export const kindsOf = (name: StepFunction): string[] =>
  Object.entries<StepOutline<never>>(stepOutlines).flatMap(([kind, outline]) =>
    outline.function === name ? [kind] : [],
  );
