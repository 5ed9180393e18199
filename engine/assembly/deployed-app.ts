import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogData } from '../definition/catalog.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { fillInFor } from './fill-in.ts';
import { type DeployTarget, nameOf, surroundingsOf } from './physical.ts';
import { type Assembly, NoAssembly, type Resource } from './read-assembly.ts';
import { deployedRoles, type Role } from './roles.ts';

export interface DeployedFunction {
  /** The file in functions/. */
  id: string;
  /** Its name on AWS. */
  name: string;
  /** Where its code and its build are. */
  folder: string;
  environment: Readonly<Record<string, string>>;
  role: string;
}

/** An app as CloudFormation would create it, with all references resolved. */
export interface DeployedApp {
  /** Prefix of all names. */
  prefix: string;
  table: string;
  functions: readonly DeployedFunction[];
  queues: readonly string[];
  /** Event source mappings of queues. */
  subscriptions: readonly { queue: string; functionName: string; batchSize: number }[];
  /** Event source mappings of the table's stream, with the filtered prefixes of sort keys. */
  streams: readonly { functionName: string; sortKeys: readonly string[]; batchSize: number; windowSeconds: number }[];
  schedules: readonly { functionName: string; expression: string }[];
  /** State machines by journey, as Step Functions gets them. */
  definitions: Readonly<Record<string, string>>;
  journeys: readonly JourneyDefinition[];
  catalog: CatalogData;
  /** Initial values of secrets by name; `undefined` if the template sets none. */
  secrets: Readonly<Record<string, string | undefined>>;
  configurationSets: readonly { name: string; suppressedReasons: readonly ('BOUNCE' | 'COMPLAINT')[] }[];
  /** By name. */
  roles: ReadonlyMap<string, Role>;
  /** Role of all state machines. */
  machineRole: string;
}

/** @throws NoAssembly, and RangeError for a reference that can't be resolved */
export const deployedApp = (assembly: Assembly, place: DeployTarget): DeployedApp => {
  const fillIn = fillInFor(assembly, surroundingsOf(place));
  // The console's stack copies files, by CDK's own function, and plays nothing.
  const played = assembly.stacks.filter(({ name }) => !name.endsWith('-console'));
  const filled = played.flatMap(stack =>
    Object.values(stack.resources)
      .filter(({ Type }) => used.has(Type))
      .map(
        ({ Type, Properties }): Resource => ({
          Type,
          Properties: fillIn(stack, Properties) as Resource['Properties'],
        }),
      ),
  );
  const all = (type: string) => filled.filter(({ Type }) => Type === type);
  const engine = assembly.stacks.find(({ name }) => name.endsWith('-engine'));
  if (!engine) throw new NoAssembly('It has no stack of the engine');
  const prefix = engine.name.replace(/-engine$/, '');
  const functions = all('AWS::Lambda::Function').map(each => functionOf(each, prefix, assembly));
  const machines = all('AWS::StepFunctions::StateMachine');
  const mappings = all('AWS::Lambda::EventSourceMapping');
  return {
    prefix,
    table: String(all('AWS::DynamoDB::GlobalTable')[0]?.Properties.TableName),
    functions,
    queues: all('AWS::SQS::Queue').map(nameOf),
    subscriptions: mappings
      .filter(mapping => !isOfStream(mapping))
      .map(({ Properties }) => ({
        queue: lastOf(Properties.EventSourceArn),
        functionName: String(Properties.FunctionName),
        batchSize: Number(Properties.BatchSize),
      })),
    streams: mappings.filter(isOfStream).map(({ Properties }) => ({
      functionName: String(Properties.FunctionName),
      sortKeys: sortKeysIn(Properties.FilterCriteria as { Filters: { Pattern: string }[] }),
      batchSize: Number(Properties.BatchSize),
      windowSeconds: Number(Properties.MaximumBatchingWindowInSeconds),
    })),
    schedules: all('AWS::Scheduler::Schedule').map(({ Properties: { ScheduleExpression, Target } }) => ({
      functionName: lastOf((Target as { Arn: string }).Arn),
      expression: String(ScheduleExpression),
    })),
    definitions: Object.fromEntries(
      machines.map(machine => [nameOf(machine).slice(prefix.length + 1), definitionOf(machine, assembly)]),
    ),
    journeys: builtIn<JourneyDefinition[]>(functions, 'journeys.json'),
    catalog: builtIn<CatalogData>(functions, 'catalog.json'),
    secrets: Object.fromEntries(
      all('AWS::SecretsManager::Secret').map(secret => [
        nameOf(secret),
        secret.Properties.SecretString as string | undefined,
      ]),
    ),
    configurationSets: all('AWS::SES::ConfigurationSet').map(set => ({
      name: nameOf(set),
      suppressedReasons: (set.Properties.SuppressionOptions as { SuppressedReasons: ('BOUNCE' | 'COMPLAINT')[] })
        .SuppressedReasons,
    })),
    roles: deployedRoles(all('AWS::IAM::Role'), all('AWS::IAM::Policy')),
    machineRole: lastOf(machines[0]?.Properties.RoleArn),
  };
};

const used: ReadonlySet<string> = new Set([
  'AWS::DynamoDB::GlobalTable',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::SES::ConfigurationSet',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
]);

const functionOf = (resource: Resource, prefix: string, { assets }: Assembly): DeployedFunction => {
  const { Code, Environment, Role } = resource.Properties as {
    Code: { S3Key: string };
    Environment: { Variables: Record<string, string> };
    Role: string;
  };
  const name = nameOf(resource);
  const folder = assets[Code.S3Key];
  if (folder === undefined) throw new NoAssembly(`The code of ${name} is not in it`);
  return { id: name.slice(prefix.length + 1), name, folder, environment: Environment.Variables, role: lastOf(Role) };
};

/** A state machine's definition with its substitutions, from the template or from a file beside it. */
const definitionOf = (machine: Resource, { assets }: Assembly): string => {
  const { DefinitionSubstitutions, DefinitionS3Location, DefinitionString } = machine.Properties as {
    DefinitionSubstitutions: Record<string, string>;
    DefinitionS3Location?: { Key: string };
    DefinitionString?: string;
  };
  const text = DefinitionS3Location
    ? readFileSync(assets[DefinitionS3Location.Key] ?? '', 'utf8')
    : (DefinitionString ?? '');
  return text.replace(/\$\{([A-Za-z0-9_]+)\}/g, (whole, name: string) => {
    const value = DefinitionSubstitutions[name];
    if (value === undefined) throw new RangeError(`${whole} of ${nameOf(machine)} is not substituted.`);
    return value;
  });
};

const builtIn = <Content>([any]: readonly DeployedFunction[], name: string): Content => {
  const file = join(any?.folder ?? '', any?.environment.DAYMARK_BUILD ?? '', name);
  return JSON.parse(readFileSync(file, 'utf8')) as Content;
};

const isOfStream = ({ Properties }: Resource): boolean =>
  /:table\/.+\/stream\//.test(String(Properties.EventSourceArn));

/** Prefixes of sort keys in the stream's filters. */
const sortKeysIn = ({ Filters }: { Filters: { Pattern: string }[] }): string[] =>
  Filters.flatMap(({ Pattern }) => {
    const { dynamodb } = JSON.parse(Pattern) as { dynamodb: { Keys: { sk: { S: { prefix: string }[] } } } };
    return dynamodb.Keys.sk.S.map(({ prefix }) => prefix);
  });

/** The last part of an ARN. */
const lastOf = (arn: unknown): string => String(arn).split(/[:/]/).at(-1) ?? '';
