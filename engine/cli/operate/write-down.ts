import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { AuditLine } from '../../account/audit-line.ts';
import type { Operator } from '../../ports/operator.ts';
import type { Where } from '../reach.ts';

export type OperatorsLine = Pick<AuditLine, 'action' | 'account' | 'journey' | 'details'>;

/**
 * Records an operator's action in the audit log before it happens, so that no action goes unrecorded: with the
 * machine's user and, on AWS, the access key, whose owner CloudTrail names.
 */
export const writeDown = async (
  line: OperatorsLine,
  { audit, clock }: Pick<Operator, 'audit' | 'clock'>,
  { environment }: Where,
): Promise<void> => {
  const details = { ...line.details, ...(environment !== undefined && { accessKey: await accessKey() }) };
  await audit.record({
    ...line,
    ...{ id: randomUUID(), at: clock.now(), by: userInfo().username, from: 'commandLine' },
    ...(Object.keys(details).length > 0 && { details }),
  });
};

const accessKey = async (): Promise<string> => (await new SQSClient({}).config.credentials()).accessKeyId;
