import type { Trigger, TriggerKind } from '../definition/trigger.ts';
import type { TriggerWhy } from './trigger-why.ts';
import * as whys from './whys.ts';

/** A kind that is missing from `whys` is a type error here. */
const triggerWhys: { readonly [Kind in TriggerKind]: TriggerWhy<Kind> } = whys;

export const triggerWhyOf = ({ kind }: Trigger): TriggerWhy<TriggerKind> => triggerWhys[kind];

/** The names of their own under which triggers of all kinds enroll, in words. */
export const triggerCauses: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values<TriggerWhy<never>>(triggerWhys).flatMap(({ causes = {} }) => Object.entries(causes)),
);
