import type { TouchStep } from '../definition/step.ts';
import * as manifests from './all-manifests.ts';
import type { Channel } from './channel.ts';

/** The channel of each kind of touch: a kind without one is a type error here. */
export const channels: Readonly<{ [Kind in TouchStep['kind']]: Channel<Extract<TouchStep, { kind: Kind }>> }> = {
  ...manifests,
};
