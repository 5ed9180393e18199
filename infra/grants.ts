import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Use } from '../engine/wiring/functions.ts';
import { allow } from './allow.ts';
import type { DataStack } from './data-stack.ts';
import type { Names } from './names.ts';

/** Formats ARNs in the stack's account and region. */
interface Arns {
  arn(service: string, resource: string): string;
}

/** Permissions for each use. */
export const grants: Readonly<Record<Use, (stack: Arns, role: iam.Role, names: Names, data: DataStack) => void>> = {
  machines: (stack, role, names) => {
    const machines = stack.arn('states', `stateMachine:${names.machine('*')}`);
    allow(
      role,
      ['states:StartExecution'],
      [machines],
      'A journey that is added needs no change here; aliases go by the same ARN.',
    );
    allow(
      role,
      ['states:ListStateMachineVersions', 'states:DescribeStateMachine'],
      [machines],
      'An enrollment that begins in an earlier version is started by what was published of it.',
    );
    const answers = ['states:SendTaskSuccess', 'states:SendTaskFailure'];
    allow(role, answers, ['*'], 'Task tokens carry no resource that a policy could name.');
  },
  mail: (stack, role, names, data) =>
    allow(
      role,
      ['ses:SendEmail'],
      data.mail.resources(names).map(resource => stack.arn('ses', resource)),
    ),
  suppressions: (_, role) =>
    allow(role, ['ses:ListSuppressedDestinations'], ['*'], 'SES keeps one list for the AWS account.'),
  switches: (stack, role, names) =>
    allow(role, ['ssm:GetParametersByPath'], [stack.arn('ssm', `parameter${names.switchesPath}`)]),
  brake: (stack, role, names) =>
    allow(
      role,
      ['ssm:PutParameter'],
      [stack.arn('ssm', `parameter${names.switchesPath}/journey/*`)],
      'A journey that is added needs no change here.',
    ),
  operator: (stack, role, names) =>
    allow(
      role,
      ['ssm:PutParameter'],
      ['journey', 'entry'].map(name => stack.arn('ssm', `parameter${names.switchesPath}/${name}/*`)),
      'A journey that is added needs no change here.',
    ),
  canary: (stack, role, names) =>
    allow(
      role,
      ['ssm:PutParameter'],
      [stack.arn('ssm', `parameter${names.switchesPath}/version/*`)],
      'A journey that is added needs no change here.',
    ),
  archive: (stack, role, names) =>
    allow(role, ['firehose:PutRecordBatch'], [stack.arn('firehose', `deliverystream/${names.archiveStream}`)]),
  bus: (stack, role) =>
    allow(
      role,
      ['events:PutEvents'],
      [stack.arn('events', 'event-bus/*')],
      'cdk.json names the bus of the sinks of tasks.',
    ),
};
