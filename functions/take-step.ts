import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectPrompts, connectQueue, connectTasks } from '../engine/adapters/aws/connect.ts';
import { stepCall } from '../engine/definition/call-schema.ts';
import { type TakeStepPorts, takeStep } from '../engine/steps/use-cases/take-step.ts';

export const createHandler = (ports: TakeStepPorts) =>
  middy().handler((event: unknown) => takeStep(stepCall.parse(event), ports));

export const handler = coldStart(ports =>
  createHandler({ ...ports, prompts: connectPrompts(ports), queue: connectQueue(ports), tasks: connectTasks(ports) }),
);
