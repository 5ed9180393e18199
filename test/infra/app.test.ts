import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { CfnResource } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { publicRoutes } from '../../engine/access/public-routes.ts';
import { readSettings } from '../../engine/adapters/aws/settings.ts';
import { tableSchema } from '../../engine/adapters/aws/table/create-table.ts';
import { renderAsl } from '../../engine/asl/render-asl.ts';
import { costedDeployment } from '../../engine/cost/costed-deployment.ts';
import { alarmMeanings } from '../../engine/ports/alarms.ts';
import { allMetrics } from '../../engine/ports/metrics.ts';
import { viewerRoles } from '../../engine/views/viewer.ts';
import { functions } from '../../engine/wiring/functions.ts';
import { queues } from '../../engine/wiring/queues.ts';
import { secrets } from '../../engine/wiring/secrets.ts';
import { initialSecrets } from '../../infra/data-stack.ts';
import { compactTemplates, templateIn } from '../support/compact/compact-templates.ts';
import type { JsonObject } from '../support/compact/shape-of.ts';
import { yamlOf } from '../support/compact/yaml-of.ts';
import { appOf, resourcesOf, type Synthesized, synthesize } from './synthesized.ts';

let world: Synthesized;
beforeAll(async () => {
  world = await synthesize();
}, 240_000);

const asText = (value: unknown) => JSON.stringify(value);

describe('the deployed app', () => {
  it('shows on its dashboard only what something emits', () => {
    const [[, { DashboardBody: body }]] = resourcesOf(
      world.templates.operations,
      'AWS::CloudWatch::Dashboard',
    ) as unknown as [[string, { DashboardBody: unknown }]];
    const shown = shownOn(textOf(body));
    expect(new Set(shown.map(({ title }) => title)).size).toBeGreaterThanOrEqual(10);
    const own = shown.filter(({ namespace }) => namespace === 'Daymark');
    // Latency is shown by two percentiles.
    expect([...new Set(own.map(({ metric }) => metric))].sort()).toEqual(
      allMetrics
        .map(({ name, dimensions }) => named('Daymark', name, { environment: 'daymark-dev', ...dimensions }))
        .sort(),
    );
    for (const { metric, namespace, name, dimensions } of shown) {
      if (namespace === 'Daymark') continue;
      const by = Object.keys(dimensions).sort().join(' ');
      expect([metric, emittedByAws[`${namespace} ${name}`]]).toEqual([metric, expect.arrayContaining([by])]);
      for (const [dimension, value] of Object.entries(dimensions))
        expect([metric, dimension, isThere[dimension]?.(value)]).toEqual([metric, dimension, true]);
    }
  });

  it('passes CloudFormation’s own rules and those of cdk-nag, but for what is justified beside the code', () => {
    expect(
      JSON.parse(readFileSync('.daymark/test-infra/cdk.out/validation-report.json', 'utf8')).pluginReports,
    ).toEqual([]);
  });

  it('is not synthesized when it breaks one of these rules', () => {
    const { app, stacks } = appOf({ ...world.project, journeys: [] }, 'broken', {
      'aws:cdk:disable-asset-staging': true,
    });
    new Bucket(stacks.data, 'WithoutAccessLogs');
    new CfnResource(stacks.data, 'Misspelled', { type: 'AWS::SQS::Queue', properties: { QueueNam: 'events' } });
    expect(() => app.synth()).toThrow(/^(?=[\s\S]*AwsSolutions-S1')(?=[\s\S]*QueueNam)/);
  });

  it('has the table that the adapters use, which cannot be deleted and can be restored', () => {
    world.templates.data.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      TableName: 'daymark-dev',
      KeySchema: tableSchema.KeySchema,
      GlobalSecondaryIndexes: tableSchema.GlobalSecondaryIndexes,
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Replicas: [
        Match.objectLike({
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        }),
      ],
    });
    world.templates.data.hasResource('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain' });
  });

  it('keeps a complaint about a newsletter from silencing transactional mail, whose links stay as they are', () => {
    world.templates.data.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: 'daymark-dev-transactional',
      SuppressionOptions: { SuppressedReasons: ['BOUNCE'] },
    });
    world.templates.data.hasResourceProperties('AWS::SES::ConfigurationSet', {
      Name: 'daymark-dev-marketing',
      SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    });
    const destinations = resourcesOf(world.templates.data, 'AWS::SES::ConfigurationSetEventDestination');
    const transactional = destinations.filter(([id]) => /transactional/.test(id));
    expect(transactional).toHaveLength(2);
    expect(asText(transactional)).not.toMatch(/"(open|click)"/);
  });

  it('gives every handler every variable that it may read, and a secret only to who needs it', () => {
    expect(functionsOf().length).toBeGreaterThan(10);
    for (const [name, { secrets: own = [] }] of Object.entries(functions)) {
      const [, given] = functionsOf().find(([, each]) => asText(each.FunctionName) === `"daymark-dev-${name}"`) ?? [];
      const variables = (given?.Environment as { Variables: Record<string, unknown> } | undefined)?.Variables ?? {};
      const named = JSON.parse(String(variables.DAYMARK_SECRETS)) as Record<string, string>;
      expect(Object.keys(named).sort()).toEqual([...own].sort());
      expect(Object.values(named)).toEqual(own.map(variable => `daymark/dev/${secrets[variable]}`));
      const values = Object.fromEntries(
        Object.entries(variables).map(([variable, value]) => [
          variable,
          typeof value === 'string' ? value : standIn(variable),
        ]),
      );
      const filled = Object.fromEntries(own.map(variable => [variable, initialSecrets[variable] ?? 'x'.repeat(48)]));
      expect(() => readSettings({ ...values, ...filled })).not.toThrow();
    }
  });

  it('runs every handler on Node 24 on arm64, traced, with a log of its own that ends', () => {
    expect(functionsOf()).toHaveLength(Object.keys(functions).length);
    for (const [, { Runtime, Architectures, TracingConfig, LoggingConfig }] of functionsOf()) {
      expect([Runtime, Architectures, TracingConfig]).toEqual(['nodejs24.x', ['arm64'], { Mode: 'Active' }]);
      expect(LoggingConfig).toBeDefined();
    }
    const logGroups = resourcesOf(world.templates.engine, 'AWS::Logs::LogGroup');
    expect(logGroups).toHaveLength(Object.keys(functions).length);
    for (const [, { RetentionInDays }] of logGroups) expect(RetentionInDays).toBe(30);
  });

  it('has a route for every one of the contract, and for nothing else', () => {
    const keys = resourcesOf(world.templates.edge, 'AWS::ApiGatewayV2::Route').map(([, { RouteKey }]) => RouteKey);
    expect(keys.sort()).toEqual(publicRoutes.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('shows the console from a bucket that only CloudFront reads, to who signs in with a second factor', () => {
    const { data, console: pages } = world.templates;
    data.allResourcesProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const policies = resourcesOf(data, 'AWS::S3::BucketPolicy').map(
      ([, { PolicyDocument }]) => PolicyDocument,
    ) as unknown as { Statement: { Effect: string; Principal: unknown }[] }[];
    const allowed = policies.flatMap(({ Statement }) => Statement.filter(({ Effect }) => Effect === 'Allow'));
    expect(allowed.map(({ Principal }) => Principal)).toEqual([{ Service: 'cloudfront.amazonaws.com' }]);
    const [[, headers]] = resourcesOf(data, 'AWS::CloudFront::ResponseHeadersPolicy') as unknown as [[string, unknown]];
    expect(asText(headers)).toContain("script-src 'self'; style-src 'self'");
    expect(asText(headers)).not.toContain('unsafe');
    data.hasResourceProperties('AWS::Cognito::UserPoolClient', {
      AllowedOAuthFlows: ['code'],
      GenerateSecret: Match.absent(),
    });
    data.hasResourceProperties('AWS::Cognito::UserPool', { MfaConfiguration: 'ON' });
    expect(resourcesOf(data, 'AWS::Cognito::UserPoolGroup').map(([, { GroupName }]) => GroupName)).toEqual([
      ...viewerRoles,
    ]);
    const [[, deployed]] = resourcesOf(pages, 'Custom::CDKBucketDeployment') as unknown as [[string, unknown]];
    expect(asText(deployed)).toContain('"DistributionPaths":["/*"]');
    const told = readFileSync('.daymark/test-infra/console/openapi.json', 'utf8');
    expect(JSON.parse(told)).toMatchObject({ openapi: '3.1.0', paths: { '/v1/today': { get: {} } } });
  });

  it('gives every queue one of dead letters, and both an alarm', () => {
    const all = resourcesOf(world.templates.engine, 'AWS::SQS::Queue').map(
      ([, each]) => each as Record<string, unknown>,
    );
    const working = all.filter(({ RedrivePolicy }) => RedrivePolicy !== undefined);
    expect(all.length).toBe(2 * working.length);
    for (const name of Object.keys(queues)) expect(asText(working)).toContain(`"daymark-dev-${name}`);
    const alarms = asText(world.templates.operations.findResources('AWS::CloudWatch::Alarm'));
    for (const name of Object.keys(queues)) {
      expect(alarms).toContain(`"${name} gave up on messages"`);
      expect(alarms).toContain(`"${name} is 15 minutes behind"`);
    }
    // A step throws to be called again later, too: what of it fails for good is told as a failed enrollment.
    for (const [name, { step }] of Object.entries(functions))
      expect(alarms.includes(`"${name} failed"`), name).toBe(!step);
  });

  it('has an alarm for all that functions tell operators', () => {
    const alarms = resourcesOf(world.templates.operations, 'AWS::CloudWatch::Alarm');
    const told = alarms
      .filter(([, { MetricName }]) => MetricName === 'Alarms')
      .map(([, { Dimensions }]) => Dimensions as unknown as { Name: string; Value: string }[]);
    expect(told.map(each => each.find(({ Name }) => Name === 'alarm')?.Value).sort()).toEqual(
      Object.keys(alarmMeanings).sort(),
    );
    for (const each of told) expect(each).toContainEqual({ Name: 'environment', Value: 'daymark-dev' });
    expect(asText(alarms)).toContain('100 * open / most');
  });

  it('tells in docs/operate.md what to do about each alarm', () => {
    const [, section] = readFileSync('docs/operate.md', 'utf8').split(/^## When an alarm rings$|^## Quotas$/m);
    const rows = [...(section ?? '').matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
    );
    const known = rows.map(text => text.replace(/^<\w+>/, '').replace(/ …$/, ''));
    const alarms = resourcesOf(world.templates.operations, 'AWS::CloudWatch::Alarm');
    expect(Math.min(alarms.length, known.length)).toBeGreaterThan(10);
    for (const [id, { AlarmDescription }] of alarms) {
      const isTold = known.some(text => text !== '' && String(AlarmDescription).includes(text));
      expect([id, AlarmDescription, isTold]).toEqual([id, AlarmDescription, true]);
    }
  });

  it('has as many alarms as a month is reckoned to cost, whatever the number of journeys', () => {
    const looked = resourcesOf(world.templates.operations, 'AWS::CloudWatch::Alarm').map(([, alarm]) => {
      const { Metrics } = alarm as { Metrics?: { MetricStat?: object }[] };
      return Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1;
    });
    expect(looked.reduce((sum, each) => sum + each, 0)).toBe(costedDeployment([]).alarms);
  });

  it('starts the very definitions that the local cloud plays', () => {
    const machines = resourcesOf(world.templates.journeys, 'AWS::StepFunctions::StateMachine');
    expect(machines).toHaveLength(world.project.journeys.length);
    for (const { definition, machine } of world.project.journeys) {
      const [, found] =
        machines.find(([, each]) => asText(each.StateMachineName) === `"daymark-dev-${definition.id}"`) ?? [];
      expect(machine).toBeDefined();
      const { Key } = (found?.DefinitionS3Location ?? {}) as { Key?: string };
      const asset = readFileSync(`.daymark/test-infra/cdk.out/asset.${Key}`, 'utf8');
      expect(asset).toBe(machine && renderAsl(machine));
      expect(Object.keys(found?.DefinitionSubstitutions ?? {}).sort()).toEqual(
        ['DeliverTouch', 'EvaluateBranch', 'OpenTask', 'TakeStep', 'Table'].sort(),
      );
      expect(found?.LoggingConfiguration).toMatchObject({ Level: 'ERROR', IncludeExecutionData: false });
    }
  });

  it('keeps state machines, their versions and the functions that they call whatever is deployed', () => {
    for (const type of [
      'AWS::StepFunctions::StateMachine',
      'AWS::StepFunctions::StateMachineVersion',
      'AWS::StepFunctions::StateMachineAlias',
      'AWS::Lambda::Version',
    ]) {
      const found = Object.values(world.templates.journeys.findResources(type));
      expect(found.length).toBeGreaterThan(0);
      for (const { DeletionPolicy, UpdateReplacePolicy, Properties } of found) {
        if (isOfOneVersion(Properties?.Name)) continue;
        expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
      }
    }
  });

  it('has an alias for the version of each journey, by which its enrollments begin', () => {
    const aliases = resourcesOf(world.templates.journeys, 'AWS::StepFunctions::StateMachineAlias')
      .map(([, { Name }]) => String(Name))
      .filter(isOfOneVersion);
    expect(aliases.sort()).toEqual(world.project.journeys.map(({ definition }) => `v-${definition.hash}`).sort());
  });

  it('lets enrollments in flight call every version of a step’s function', () => {
    const invoking = resourcesOf(world.templates.engine, 'AWS::IAM::Policy')
      .filter(([id]) => id.startsWith('MachineRole'))
      .flatMap(
        ([, { PolicyDocument }]) =>
          (PolicyDocument as unknown as { Statement: { Action: unknown; Resource: unknown }[] }).Statement,
      )
      .filter(({ Action }) => Action === 'lambda:InvokeFunction');
    expect(invoking).toHaveLength(Object.values(functions).filter(({ step }) => step).length);
    for (const { Resource } of invoking) expect(asText(Resource)).toMatch(/function:daymark-dev-[a-z-]+:\*/);
  });
});

describe('a change', () => {
  it('never replaces or deletes what enrollments in flight or customers’ data depend on', () => {
    const locked = readLocked();
    const now = fixedResources();
    const hint =
      'To retire a journey, leave its file and set enroll to closed; take it out of infra/fixed-resources.json only when no enrollment is open. To rename one, add the new and retire the old.';
    for (const [id, what] of Object.entries(locked)) expect(`${id}: ${now[id]}`, hint).toBe(`${id}: ${what}`);
    const added = Object.keys(now).filter(id => !(id in locked));
    if (process.env.UPDATE_GOLDEN) writeFileSync(lockFile, `${JSON.stringify({ ...locked, ...now }, null, 2)}\n`);
    else expect(added, 'Run UPDATE_GOLDEN=1 npx vitest run test/infra, and commit what it adds.').toEqual([]);
  });

  it('of the infrastructure is seen in its snapshot', async () => {
    const masked = Object.fromEntries(
      Object.entries(world.templates).map(([name, template]) => [name, outline(template.toJSON())]),
    );
    const { common, stacks } = compactTemplates(masked);
    await expect(yamlOf(common)).toMatchFileSnapshot('../golden/infra.yaml');
    for (const [name, stack] of Object.entries(stacks)) {
      await expect(yamlOf(stack)).toMatchFileSnapshot(`../golden/infra/${name}.yaml`);
      const reread = templateIn(parse(yamlOf(common)), parse(yamlOf(stack)));
      expect(asText(reread), 'all of the template is in its golden files').toBe(asText(masked[name]));
    }
    expect(readdirSync('test/golden/infra').sort()).toEqual(
      Object.keys(masked)
        .map(name => `${name}.yaml`)
        .sort(),
    );
  });
});

const lockFile = 'infra/fixed-resources.json';

const readLocked = (): Record<string, string> =>
  existsSync(lockFile) ? (JSON.parse(readFileSync(lockFile, 'utf8')) as Record<string, string>) : {};

/** The alias of one version goes with the next. */
const isOfOneVersion = (name: unknown): boolean => String(name).startsWith('v-');

/** Logical ids with the names that a replacement would change. */
const fixedResources = (): Record<string, string> => {
  const names: Readonly<Record<string, string>> = {
    'AWS::DynamoDB::GlobalTable': 'TableName',
    'AWS::StepFunctions::StateMachine': 'StateMachineName',
    'AWS::StepFunctions::StateMachineAlias': 'Name',
    'AWS::IAM::Role': 'RoleName',
    'AWS::Cognito::UserPool': 'UserPoolName',
    'AWS::ApiGatewayV2::Api': 'Name',
    'AWS::SecretsManager::Secret': 'Name',
  };
  return Object.fromEntries(
    Object.entries(world.templates).flatMap(([stack, template]) =>
      Object.entries(names).flatMap(([type, property]) =>
        resourcesOf(template, type)
          .filter(([, properties]) => properties[property] !== undefined && !isOfOneVersion(properties[property]))
          .map(([id, properties]) => [`${stack}/${id}`, `${type} ${String(properties[property])}`]),
      ),
    ),
  );
};

/** What AWS emits by itself, and by which dimensions. @see each service's "CloudWatch metrics" page */
const emittedByAws: Readonly<Record<string, readonly string[]>> = {
  'AWS/States ExecutionsStarted': ['StateMachineArn'],
  'AWS/States ExecutionsFailed': ['StateMachineArn'],
  'AWS/States ConsumedCapacity': ['ServiceMetric'],
  'AWS/Lambda Errors': ['FunctionName'],
  'AWS/Lambda Invocations': ['FunctionName'],
  'AWS/SQS ApproximateNumberOfMessagesVisible': ['QueueName'],
  'AWS/SQS ApproximateAgeOfOldestMessage': ['QueueName'],
  'AWS/ApiGateway Count': ['ApiId'],
  'AWS/DynamoDB ConsumedReadCapacityUnits': ['TableName', 'GlobalSecondaryIndexName TableName'],
  'AWS/DynamoDB ConsumedWriteCapacityUnits': ['TableName', 'GlobalSecondaryIndexName TableName'],
  'AWS/SES Send': [''],
};

/** Whether there is a thing of that name: in the stack itself, or exported by the one that has it. */
const isThere: Readonly<Record<string, (value: string) => boolean>> = {
  StateMachineArn: value => isExported(value, 'AWS::StepFunctions::StateMachine'),
  FunctionName: value => isExported(value, 'AWS::Lambda::Function'),
  QueueName: value => isExported(value, 'AWS::SQS::Queue'),
  ApiId: value => isExported(value, 'AWS::ApiGatewayV2::Api'),
  TableName: value => value === 'daymark-dev',
  GlobalSecondaryIndexName: value =>
    tableSchema.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === value) === true,
  ServiceMetric: value => value === 'StateTransition',
};

/** `<Export>` of a stack, which refers to a resource of that type there. */
const isExported = (value: string, type: string): boolean =>
  Object.values(world.templates).some(template =>
    Object.values(template.toJSON().Outputs ?? {}).some(output => {
      const { Export, Value } = output as {
        Export?: { Name: string };
        Value: { Ref?: string; 'Fn::GetAtt'?: string[] };
      };
      const id = Value.Ref ?? Value['Fn::GetAtt']?.[0] ?? '';
      return Export?.Name === value && template.toJSON().Resources[id]?.Type === type;
    }),
  );

/** What CloudFormation joins, with the names of exports in the place of what they stand for. */
const textOf = (body: unknown): string => {
  if (typeof body === 'string') return body;
  const { 'Fn::Join': join, 'Fn::ImportValue': imported, Ref } = body as Record<string, unknown>;
  if (Array.isArray(join)) return (join[1] as unknown[]).map(textOf).join(join[0] as string);
  return String(imported ?? Ref);
};

interface Shown {
  title: string;
  metric: string;
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
}

const named = (namespace: string, name: string, dimensions: Readonly<Record<string, string>>): string =>
  [
    namespace,
    name,
    ...Object.entries(dimensions)
      .map(([key, value]) => `${key}=${value}`)
      .sort(),
  ].join(' ');

const shownOn = (dashboard: string): Shown[] => {
  const { widgets } = JSON.parse(dashboard) as { widgets: { properties: { title: string; metrics: unknown[][] } }[] };
  return widgets.flatMap(({ properties: { title, metrics } }) =>
    metrics.map(row => {
      const [namespace = '', name = '', ...rest] = row.filter(each => typeof each === 'string');
      const dimensions = Object.fromEntries(
        rest.flatMap((key, index) => (index % 2 === 0 ? [[key, rest[index + 1] ?? '']] : [])),
      );
      return { title, metric: named(namespace, name, dimensions), namespace, name, dimensions };
    }),
  );
};

const functionsOf = () =>
  resourcesOf(world.templates.engine, 'AWS::Lambda::Function') as unknown as [string, Record<string, unknown>][];

/** For what only CloudFormation can fill in. */
const standIn = (variable: string): string => {
  if (variable.endsWith('_QUEUE_URL')) return 'https://sqs.eu-central-1.amazonaws.com/1/queue.fifo';
  if (variable === 'DAYMARK_CSM_TOKENS') return '{"issuer":"i","audience":"a","keysUrl":"https://keys.example"}';
  if (variable === 'DAYMARK_TASK_URL') return 'https://console.example/tasks/{task}';
  if (variable === 'DAYMARK_PUBLIC_URL') return 'https://api.example';
  if (variable === 'DAYMARK_CONSOLE_ORIGIN') return 'https://console.example';
  return 'arn:aws:states:eu-central-1:1:stateMachine:daymark-dev-';
};

/** Every resource, with hashes masked. Definitions have golden files of their own, and alarms a test above. */
const outline = (template: unknown): JsonObject =>
  JSON.parse(
    JSON.stringify(template, (key, value: unknown) => {
      if ((value as { Type?: unknown } | null)?.Type === 'AWS::CloudWatch::Alarm') return undefined;
      if (key === 'DefinitionString' || key === 'DashboardBody') return '<elsewhere>';
      if (key === 'Metadata' || key === 'Parameters' || key === 'Rules') return undefined;
      return typeof value === 'string' ? value.replace(/[0-9a-f]{64}/g, '<hash>') : value;
    }).replace(
      /(DeliverTouch|EvaluateBranch|OpenTask|TakeStep)[0-9a-f]{16}|("Alias[a-z0-9]+|"v-)[a-z2-7]{16}"/g,
      (_, step, alias) => (step ? `${step}<hash>` : `${alias}<hash>"`),
    ),
  );
