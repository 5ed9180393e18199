import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { branchCall } from '../engine/domain/call-schema.ts';
import type { Ports } from '../engine/services/ports.ts';
import { evaluateBranch } from '../engine/services/steps/evaluate-branch.ts';

export const createHandler = (ports: Ports) =>
  middy().handler((event: unknown) => evaluateBranch(branchCall.parse(event), ports));

export const handler = coldStart(createHandler);
