import * as z from 'zod';
import type { Api } from './answer-request.ts';
import type { Execution } from './interpreter/execution.ts';
import type { StateMachines } from './interpreter/state-machines.ts';
import { parseRequest } from './parse-request.ts';

/** Step Functions: JSON 1.0. */
export const createStepFunctionsApi = (machines: StateMachines, now: () => number): Api => {
  const operations: Readonly<Record<string, (json: unknown) => object>> = {
    CreateStateMachine: json => {
      const { name, definition } = parse(z.object({ name: z.string(), definition: z.string() }), json);
      const { arn, createdAt } = machines.createStateMachine(name, definition);
      return { stateMachineArn: arn, creationDate: createdAt / 1000 };
    },
    UpdateStateMachine: json => {
      const { stateMachineArn, definition } = parse(
        z.object({ stateMachineArn: z.string(), definition: z.string() }),
        json,
      );
      machines.updateStateMachine(stateMachineArn, definition);
      return { updateDate: now() / 1000 };
    },
    PublishStateMachineVersion: json => {
      const { stateMachineArn } = parse(z.object({ stateMachineArn: z.string() }), json);
      return { stateMachineVersionArn: machines.publishVersion(stateMachineArn), creationDate: now() / 1000 };
    },
    CreateStateMachineAlias: json => {
      const { name, routingConfiguration } = parse(z.object({ name: z.string(), routingConfiguration: routing }), json);
      const version = routingConfiguration[0].stateMachineVersionArn;
      return {
        stateMachineAliasArn: machines.pointAlias({ name, version, update: false }),
        creationDate: now() / 1000,
      };
    },
    UpdateStateMachineAlias: json => {
      const { stateMachineAliasArn, routingConfiguration } = parse(
        z.object({ stateMachineAliasArn: z.string(), routingConfiguration: routing }),
        json,
      );
      machines.pointAlias({
        name: nameIn(stateMachineAliasArn),
        version: routingConfiguration[0].stateMachineVersionArn,
        update: true,
      });
      return { updateDate: now() / 1000 };
    },
    DescribeStateMachineAlias: json => {
      const { stateMachineAliasArn } = parse(z.object({ stateMachineAliasArn: z.string() }), json);
      return {
        stateMachineAliasArn,
        name: nameIn(stateMachineAliasArn),
        routingConfiguration: [{ stateMachineVersionArn: machines.describeAlias(stateMachineAliasArn), weight: 100 }],
      };
    },
    DescribeStateMachine: json => {
      const { stateMachineArn } = parse(z.object({ stateMachineArn: z.string() }), json);
      const { definition, createdAt } = machines.describeStateMachine(stateMachineArn);
      return {
        stateMachineArn,
        name: stateMachineArn.split(':')[6],
        definition,
        status: 'ACTIVE',
        type: 'STANDARD',
        roleArn: 'arn:aws:iam::000000000000:role/daymark',
        creationDate: createdAt / 1000,
      };
    },
    // All on one page; AWS has pages of up to 1,000.
    ListStateMachines: () => ({
      stateMachines: machines.stateMachines().map(({ arn, createdAt }) => ({
        stateMachineArn: arn,
        name: nameIn(arn),
        type: 'STANDARD',
        creationDate: createdAt / 1000,
      })),
    }),
    ListStateMachineVersions: json => {
      const { stateMachineArn } = parse(z.object({ stateMachineArn: z.string() }), json);
      const creationDate = now() / 1000;
      return {
        stateMachineVersions: machines
          .versions(stateMachineArn)
          .map(stateMachineVersionArn => ({ stateMachineVersionArn, creationDate })),
      };
    },
    StartExecution: json => {
      const schema = z.object({
        stateMachineArn: z.string(),
        name: z.string().optional(),
        input: z.string().optional(),
      });
      const { stateMachineArn, name, input } = parse(schema, json);
      const { arn, startedAt } = machines.startExecution(stateMachineArn, name, input);
      return { executionArn: arn, startDate: startedAt / 1000 };
    },
    DescribeExecution: json => {
      const { executionArn } = parse(z.object({ executionArn: z.string() }), json);
      return describe(machines.describeExecution(executionArn));
    },
    ListExecutions: json => {
      const schema = z.object({
        stateMachineArn: z.string(),
        statusFilter: z.string().optional(),
        maxResults: z.int().min(0).max(1000).default(100),
        nextToken: z.string().optional(),
      });
      const { stateMachineArn, statusFilter, maxResults, nextToken = '0' } = parse(schema, json);
      const listed = [...machines.executions()].filter(
        ({ machineArn, status }) => machineArn === stateMachineArn && (statusFilter ?? status) === status,
      );
      const end = Number(nextToken) + (maxResults || 100);
      return {
        executions: listed.slice(Number(nextToken), end).map(execution => summary(execution)),
        ...(end < listed.length ? { nextToken: String(end) } : {}),
      };
    },
    StopExecution: json => {
      const schema = z.object({ executionArn: z.string(), error: errorText.optional(), cause: causeText.optional() });
      const { executionArn, error, cause } = parse(schema, json);
      return { stopDate: (machines.stopExecution(executionArn, error, cause).stoppedAt ?? now()) / 1000 };
    },
    SendTaskSuccess: json => {
      const { taskToken, output } = parse(z.object({ taskToken: z.string(), output: z.string() }), json);
      machines.sendTaskSuccess(taskToken, output);
      return {};
    },
    SendTaskFailure: json => {
      const schema = z.object({ taskToken: z.string(), error: errorText.optional(), cause: causeText.optional() });
      const { taskToken, error, cause } = parse(schema, json);
      machines.sendTaskFailure(taskToken, error, cause);
      return {};
    },
  };

  return request => {
    const operation = operations[/^AWSStepFunctions\.(\w+)$/.exec(request.target)?.[1] ?? ''];
    return operation && { body: operation(request.json()) };
  };
};

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

/** All traffic to one version, as the infrastructure deploys it. */
const routing = z.tuple([z.object({ stateMachineVersionArn: z.string(), weight: z.literal(100) })]);
const errorText = z.string().max(256);
const causeText = z.string().max(32_768);

const parse = <T>(schema: z.ZodType<T>, json: unknown): T => parseRequest(schema, json, 'ValidationException');

const summary = ({ arn, machineArn, name, status, startedAt, stoppedAt }: Execution) => ({
  executionArn: arn,
  stateMachineArn: machineArn,
  name,
  status,
  startDate: startedAt / 1000,
  ...(stoppedAt === undefined ? {} : { stopDate: stoppedAt / 1000 }),
});

const describe = (execution: Execution) => ({
  ...summary(execution),
  input: execution.input,
  output: execution.output,
  error: execution.error,
  cause: execution.cause,
  redriveCount: 0,
});
