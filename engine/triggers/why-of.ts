import type { Trigger, TriggerKind } from '../definition/trigger.ts';
import type { TriggerWhy } from './trigger-why.ts';
import * as whys from './whys.ts';

/** A kind that is missing from `whys` is a type error here. */
const triggerWhys: { readonly [Kind in TriggerKind]: TriggerWhy<Kind> } = whys;

export const triggerWhyOf = ({ kind }: Trigger): TriggerWhy<TriggerKind> => triggerWhys[kind];
