/** The kinds of triggers, by their name. Each declares itself in its own folder, `engine/triggers/<kind>/trigger.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: the kinds add themselves
export interface TriggerKinds {}

export type TriggerKind = keyof TriggerKinds;
export type TriggerOf<Kind extends TriggerKind> = TriggerKinds[Kind];

/** The trigger that enrolls accounts. */
export type Trigger = TriggerKinds[TriggerKind];
