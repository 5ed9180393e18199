import { plainData } from '../../journey/plain-data.ts';
import type { ExitStep } from './step.ts';

export const exit = (id: string, { reason = id }: { reason?: string } = {}): ExitStep =>
  plainData({ kind: 'exit', id, reason });
