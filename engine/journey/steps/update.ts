import type { UpdateStep } from '../../definition/step.ts';
import type { Scalar } from '../../kernel/scalar.ts';
import { plainData } from '../plain-data.ts';

export const update = (id: string, attributes: Readonly<Record<string, Scalar>>): UpdateStep =>
  plainData({ kind: 'update', id, attributes }, `update "${id}"`);
