import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import {
  connectClaims,
  connectHealthHistory,
  connectMailer,
  connectRevenue,
  connectSwitches,
  connectTasks,
} from '../engine/adapters/aws/connect.ts';
import { connectSlack, connectTaskMessages } from '../engine/adapters/aws/connect-people.ts';
import { independently } from '../engine/kernel/independently.ts';
import { sendLeadReports } from '../engine/numbers/use-cases/send-lead-reports.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { sendDigests } from '../engine/tasks/use-cases/send-digests.ts';

/** Hourly, because Monday morning depends on a CSM's time zone; on a month's first Monday, leads also get a report. */
export const createHandler = (
  ports: PortsWith<'claims' | 'healthHistory' | 'mailer' | 'revenue' | 'slack' | 'switches' | 'taskMessages' | 'tasks'>,
) => {
  const told = new Set<string>();
  const reported = new Set<string>();
  return middy<unknown, { sent: number }>().handler(() =>
    independently(async attempt => {
      const digests = await attempt(() => sendDigests(ports, told));
      const reports = await attempt(() => sendLeadReports(ports, reported));
      return { sent: (digests?.sent ?? 0) + (reports?.sent ?? 0) };
    }),
  );
};

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    tasks: connectTasks(ports),
    claims: connectClaims(ports),
    healthHistory: connectHealthHistory(ports),
    mailer: connectMailer(ports),
    revenue: connectRevenue(ports),
    slack: connectSlack(ports),
    switches: connectSwitches(ports),
    taskMessages: connectTaskMessages(ports),
  }),
);
