import type { StepKind } from '../definition/step.ts';
import * as examples from './examples.ts';
import type { StepExample } from './step-example.ts';

/** A kind without an example is a type error here. */
export const stepExamples: { readonly [Kind in StepKind]: StepExample<Kind> } = examples;
