import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { branchCall } from '../engine/definition/call-schema.ts';
import type { Ports } from '../engine/ports/ports.ts';
import { evaluateBranch } from '../engine/steps/use-cases/evaluate-branch.ts';

export const createHandler = (ports: Ports) =>
  middy().handler((event: unknown) => evaluateBranch(branchCall.parse(event), ports));

export const handler = coldStart(createHandler);
