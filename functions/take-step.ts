import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { stepCall } from '../engine/domain/call-schema.ts';
import type { Ports } from '../engine/services/ports.ts';
import { takeStep } from '../engine/services/take-step.ts';

export const createHandler = (ports: Ports) =>
  middy().handler((event: unknown) => takeStep(stepCall.parse(event), ports));

export const handler = coldStart(createHandler);
