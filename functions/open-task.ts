import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectNotices } from '../engine/adapters/aws/connect.ts';
import { taskCall } from '../engine/domain/call-schema.ts';
import type { Ports } from '../engine/services/ports.ts';
import { openTask } from '../engine/services/steps/open-task.ts';

export const createHandler = (ports: Ports) =>
  middy().handler((event: unknown) => openTask(taskCall.parse(event), ports));

export const handler = coldStart(ports => createHandler({ ...ports, notices: connectNotices(ports.settings) }));
