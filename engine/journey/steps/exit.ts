import type { ExitStep } from '../../definition/step.ts';
import { plainData } from '../plain-data.ts';

export const exit = (id: string, { reason = id }: { reason?: string } = {}): ExitStep =>
  plainData({ kind: 'exit', id, reason });
