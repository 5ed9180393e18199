import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectNotices, connectTasks } from '../engine/adapters/aws/connect.ts';
import { taskCall } from '../engine/definition/call-schema.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { openTask } from '../engine/tasks/use-cases/open-task.ts';

export const createHandler = (ports: PortsWith<'tasks'>) =>
  middy().handler((event: unknown) => openTask(taskCall.parse(event), ports));

export const handler = coldStart(ports =>
  createHandler({ ...ports, tasks: connectTasks(ports), notices: connectNotices(ports) }),
);
