import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { tableSchema } from '../../engine/adapters/aws/table/create-table.ts';
import { buildProject } from '../../engine/build/build-project.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import { functions } from '../../engine/wiring/functions.ts';
import { writeFunctions } from '../../infra/bundle/bundle-functions.ts';
import { DataStack } from '../../infra/data-stack.ts';
import { EngineStack } from '../../infra/engine-stack.ts';
import { JourneysStack } from '../../infra/journeys-stack.ts';

let data: Template;
let engine: Template;
let journeys: Template;

beforeAll(async () => {
  const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
  const buildFolder = '.daymark/test-infra/build';
  const functionsFolder = '.daymark/test-infra/functions';
  await writeBuild(project, buildFolder);
  await writeFunctions(functionsFolder, buildFolder);
  const app = new App();
  const dataStack = new DataStack(app, 'data');
  const engineStack = new EngineStack(app, 'engine', { data: dataStack, functionsFolder });
  const journeysStack = new JourneysStack(app, 'journeys', {
    data: dataStack,
    engine: engineStack,
    machines: project.journeys,
  });
  [data, engine, journeys] = [dataStack, engineStack, journeysStack].map(stack => Template.fromStack(stack)) as [
    Template,
    Template,
    Template,
  ];
}, 120_000);

describe('the deployed app', () => {
  it('has the table that the adapters use', () => {
    data.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      KeySchema: tableSchema.KeySchema,
      GlobalSecondaryIndexes: tableSchema.GlobalSecondaryIndexes,
    });
    data.hasResource('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain' });
  });

  it('keeps a complaint about a newsletter from silencing transactional mail', () => {
    data.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: 'daymark-transactional',
      SuppressionOptions: { SuppressedReasons: ['BOUNCE'] },
    });
    data.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: 'daymark-lifecycle',
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
  });

  it('has a state machine of fixed name for every journey, which no deploy deletes', () => {
    for (const name of ['daymark-onboarding', 'daymark-renewal', 'daymark-payment-recovery']) {
      journeys.hasResource('AWS::StepFunctions::StateMachine', {
        Properties: Match.objectLike({ StateMachineName: name }),
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
      });
    }
  });

  it('lets enrollments in flight call every version of a step’s function', () => {
    const statements = Object.values(journeys.findResources('AWS::IAM::Policy')).flatMap(
      policy => policy.Properties.PolicyDocument.Statement as { Action: string; Resource: unknown[] }[],
    );
    const invoking = statements.filter(({ Action }) => Action === 'lambda:InvokeFunction');
    expect(invoking).toHaveLength(4);
    for (const { Resource } of invoking) expect(JSON.stringify(Resource)).toContain('":*"');
  });

  it('runs every handler on Node 24 on arm64', () => {
    const functions = Object.values(engine.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties);
    const handlers = functions.filter(({ Environment }) => Environment?.Variables?.DAYMARK_TABLE);
    expect(handlers).toHaveLength(Object.keys(functions).length);
    for (const { Runtime, Architectures } of handlers)
      expect([Runtime, Architectures]).toEqual(['nodejs24.x', ['arm64']]);
  });

  it('gives every queue a dead letter queue', () => {
    const queues = Object.entries(engine.findResources('AWS::SQS::Queue')).filter(([id]) => !id.includes('Dead'));
    expect(queues.length).toBeGreaterThan(0);
    for (const [, { Properties }] of queues) expect(Properties.RedrivePolicy).toBeDefined();
  });
});
