import type { TriggerKind, TriggerOf } from '../definition/trigger.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EventTrigger } from './event/trigger.ts';

/** The interface of a kind of trigger for readers of definitions, in `engine/triggers/<kind>/outline.ts`; `{}` for neither. */
export interface TriggerOutline<Kind extends TriggerKind> {
  /** The event that enrolls, with its alternatives. */
  event?(trigger: TriggerOf<Kind>): EventTrigger;
  /** The date of the account that it counts back from: an enrollment begins with a calendar day then, not with the moment. */
  date?(trigger: TriggerOf<Kind>): { attribute: string; days: number };
  /** The first and the last moment, over all zones, at which it enrolls accounts that are there already. */
  moments?(trigger: TriggerOf<Kind>): { first: Instant; last: Instant };
}
