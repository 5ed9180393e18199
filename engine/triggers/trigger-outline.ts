import type { TriggerKind, TriggerOf } from '../definition/trigger.ts';
import type { EventTrigger } from './event/trigger.ts';

/** What a kind of trigger answers to whatever reads journeys, in `engine/triggers/<kind>/outline.ts`; `{}` for neither. */
export interface TriggerOutline<Kind extends TriggerKind> {
  /** The event that enrolls, with its alternatives. */
  event?(trigger: TriggerOf<Kind>): EventTrigger;
  /** The date of the account that it counts back from: an enrollment begins with a calendar day then, not with the moment. */
  date?(trigger: TriggerOf<Kind>): { attribute: string; days: number };
}
