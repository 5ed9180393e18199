import { plainData } from '../../journey/plain-data.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import type { UpdateStep } from './step.ts';

export const update = (id: string, attributes: Readonly<Record<string, Scalar>>): UpdateStep =>
  plainData({ kind: 'update', id, attributes }, `update "${id}"`);
