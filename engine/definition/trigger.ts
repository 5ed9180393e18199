import type { DateTrigger } from '../triggers/date/trigger.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import type { ManualTrigger } from '../triggers/manual/trigger.ts';
import type { SignalTrigger } from '../triggers/signal/trigger.ts';

export type Trigger = EventTrigger | DateTrigger | SignalTrigger | ManualTrigger;
