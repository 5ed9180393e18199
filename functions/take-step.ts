import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectPrompts, connectQueue } from '../engine/adapters/aws/connect.ts';
import { stepCall } from '../engine/definition/call-schema.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { takeStep } from '../engine/steps/use-cases/take-step.ts';

export const createHandler = (ports: PortsWith<'prompts' | 'queue'>) =>
  middy().handler((event: unknown) => takeStep(stepCall.parse(event), ports));

export const handler = coldStart(ports =>
  createHandler({ ...ports, prompts: connectPrompts(ports), queue: connectQueue(ports) }),
);
