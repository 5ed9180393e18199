import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { touchCall } from '../engine/domain/call-schema.ts';
import { deliverTouch } from '../engine/services/deliver-touch.ts';
import type { Ports } from '../engine/services/ports.ts';

export const createHandler = (ports: Ports) =>
  middy().handler((event: unknown) => deliverTouch(touchCall.parse(event), ports));

export const handler = coldStart(createHandler);
