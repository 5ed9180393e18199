import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import {
  connectClaims,
  connectHealthHistory,
  connectMailer,
  connectSwitches,
  connectTasks,
} from '../engine/adapters/aws/connect.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { sendDigests } from '../engine/tasks/use-cases/send-digests.ts';

/** Once an hour, for it is Monday morning somewhere in the team. */
export const createHandler = (ports: PortsWith<'claims' | 'healthHistory' | 'mailer' | 'switches' | 'tasks'>) => {
  const told = new Set<string>();
  return middy<unknown, { sent: number }>().handler(() => sendDigests(ports, told));
};

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    tasks: connectTasks(ports),
    claims: connectClaims(ports),
    healthHistory: connectHealthHistory(ports),
    mailer: connectMailer(ports),
    switches: connectSwitches(ports),
  }),
);
