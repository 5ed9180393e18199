import type { EventTrigger } from '../triggers/event/trigger.ts';
import * as plans from '../triggers/plans.ts';
import type { TriggerPlan } from '../triggers/trigger-plan.ts';
import type { Trigger, TriggerKind } from './trigger.ts';

/** The event that enrolls, with its alternatives, where one does. */
export const enrollingEvent = (trigger: Trigger): EventTrigger | undefined => triggerPlan(trigger).event?.(trigger);

/** The date of the account that enrolls, where one does. */
export const enrollingDate = (trigger: Trigger): { attribute: string; days: number } | undefined =>
  triggerPlan(trigger).date?.(trigger);

const triggerPlan = ({ kind }: Trigger): TriggerPlan<TriggerKind> => triggerPlans[kind];

/** A kind without a plan is a type error here. */
const triggerPlans: { readonly [Kind in TriggerKind]: TriggerPlan<Kind> } = plans;
