import type { TriggerKind } from '../definition/trigger.ts';
import * as examples from './examples.ts';
import type { TriggerExample } from './trigger-example.ts';

/** A kind without an example is a type error here. */
export const triggerExamples: { readonly [Kind in TriggerKind]: TriggerExample<Kind> } = examples;
