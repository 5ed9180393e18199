import type { Duration } from '../../domain/duration.ts';
import type { WaitStep } from '../../domain/step.ts';
import { checkedDuration } from '../anchors.ts';
import { plainData } from '../plain-data.ts';

export const wait = (id: string, duration: Duration): WaitStep =>
  plainData({ kind: 'wait', id, duration: checkedDuration(`wait "${id}"`, duration) });
