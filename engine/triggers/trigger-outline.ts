import type { TriggerKind, TriggerOf } from '../definition/trigger.ts';
import type { Instant } from '../kernel/instant.ts';
import type { EventTrigger } from './event/trigger.ts';

/**
 * The interface of a kind of trigger for readers of definitions, in `engine/triggers/<kind>/outline.ts`; `{}` for
 * neither.
 */
export interface TriggerOutline<Kind extends TriggerKind> {
  /** The event that enrolls, with its alternatives. */
  event?(trigger: TriggerOf<Kind>): EventTrigger;
  /** The account's date that it counts back from: then day 0 of an enrollment is a calendar day, not an instant. */
  date?(trigger: TriggerOf<Kind>): { attribute: string; days: number };
  /** The first and last instant, over all zones, at which it enrolls existing accounts. */
  moments?(trigger: TriggerOf<Kind>): { first: Instant; last: Instant };
}
