import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectQueue } from '../engine/adapters/aws/connect.ts';
import { stepCall } from '../engine/domain/call-schema.ts';
import type { PortsWith } from '../engine/services/ports.ts';
import { takeStep } from '../engine/services/steps/take-step.ts';

export const createHandler = (ports: PortsWith<'queue'>) =>
  middy().handler((event: unknown) => takeStep(stepCall.parse(event), ports));

export const handler = coldStart(ports => createHandler({ ...ports, queue: connectQueue(ports.settings) }));
