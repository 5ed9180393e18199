import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnDeletionPolicy, FileSystem, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as stepfunctions from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { liveAlias, versionAlias } from '../engine/adapters/aws/machine-names.ts';
import type { StateMachineDefinition } from '../engine/asl/asl.ts';
import { renderAsl } from '../engine/asl/render-asl.ts';
import { functions, placeholderOf } from '../engine/wiring/functions.ts';
import type { Configuration } from './configuration.ts';
import type { EngineStack } from './engine-stack.ts';
import { justify } from './justify.ts';
import type { Names } from './names.ts';

interface JourneysStackProps extends StackProps {
  configuration: Configuration;
  names: Names;
  engine: EngineStack;
  functionsFolder: string;
  definitionsFolder: string;
  journeys: readonly { id: string; version: string; machine: StateMachineDefinition }[];
}

/**
 * A state machine per journey, with a fixed name, its versions and the alias `live`. Deployments never delete these:
 * deleting or replacing a state machine would end every enrollment in flight.
 */
export class JourneysStack extends Stack {
  readonly machines: ReadonlyMap<string, stepfunctions.StateMachine>;

  constructor(scope: Construct, id: string, props: JourneysStackProps) {
    const { configuration, names, engine, functionsFolder, definitionsFolder, journeys, ...rest } = props;
    mkdirSync(definitionsFolder, { recursive: true });
    super(scope, id, { ...rest, terminationProtection: true });
    this.addStackDependency(engine);
    const substitutions = { Table: names.table, ...this.publishedSteps(engine, names, functionsFolder) };
    this.machines = new Map(
      journeys.map(each => [
        each.id,
        this.journey(each, { configuration, names, engine, definitionsFolder, substitutions }),
      ]),
    );
  }

  /**
   * Published versions of the step functions: a state machine's version calls them by version, so that enrollments in
   * flight keep the code, templates and settings they started with. They are named by a hash of their content, so that
   * nothing is published when nothing has changed.
   */
  private publishedSteps(engine: EngineStack, names: Names, functionsFolder: string): Record<string, string> {
    const steps = [...engine.handlers].filter(([name]) => functions[name]?.step);
    return Object.fromEntries(
      steps.map(([name, { function: step }]) => {
        const settings = JSON.stringify(
          this.resolve([
            engine.resolve((step.node.defaultChild as lambda.CfnFunction).environment),
            step.timeout?.toSeconds(),
          ]),
        );
        const content = createHash('sha256')
          .update(FileSystem.fingerprint(join(functionsFolder, name)))
          .update(settings);
        const version = new lambda.CfnVersion(this, `${placeholderOf(name)}${content.digest('hex').slice(0, 16)}`, {
          functionName: `${names.prefix}-${name}`,
        });
        keep(version);
        return [placeholderOf(name), version.ref];
      }),
    );
  }

  private journey(
    { id, version: journeyVersion, machine: definition }: JourneysStackProps['journeys'][number],
    {
      configuration,
      names,
      engine,
      definitionsFolder,
      substitutions,
    }: Omit<JourneysStackProps, 'functionsFolder' | 'journeys'> & { substitutions: Record<string, string> },
  ): stepfunctions.StateMachine {
    const logGroup = new logs.LogGroup(this, `Logs-${id}`, {
      logGroupName: `/aws/vendedlogs/states/${names.machine(id)}`,
      retention: configuration.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // In a file beside the template: a few dozen journeys exceed CloudFormation's limit of 1 MB.
    const file = join(definitionsFolder, `${id}.asl.json`);
    writeFileSync(file, renderAsl(definition));
    const machine = new stepfunctions.StateMachine(this, `Journey-${id}`, {
      stateMachineName: names.machine(id),
      definitionBody: stepfunctions.DefinitionBody.fromFile(file),
      definitionSubstitutions: substitutions,
      role: engine.machineRole.withoutPolicyUpdates(),
      // Execution data contains only ids, and not even those need to be in logs.
      logs: { destination: logGroup, level: stepfunctions.LogLevel.ERROR, includeExecutionData: false },
      tracingEnabled: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    justify(
      machine,
      'AwsSolutions-SF1',
      'Every event would cost more than the execution; the timeline in the table tells each step.',
    );
    const resource = keep(machine.node.defaultChild as stepfunctions.CfnStateMachine);
    resource.overrideLogicalId(logicalIdOf('Journey', id));
    const version = keep(
      new stepfunctions.CfnStateMachineVersion(this, `Version-${id}`, {
        stateMachineArn: resource.ref,
        stateMachineRevisionId: resource.attrStateMachineRevisionId,
      }),
    );
    // Named by the version, so that an enrollment starts in the version of its row. The next version removes it.
    new stepfunctions.CfnStateMachineAlias(this, `Alias-${id}-${journeyVersion}`, {
      name: versionAlias(journeyVersion),
      routingConfiguration: [{ stateMachineVersionArn: version.ref, weight: 100 }],
    });
    const alias = keep(
      new stepfunctions.CfnStateMachineAlias(this, `Live-${id}`, {
        name: liveAlias,
        deploymentPreference: { type: 'ALL_AT_ONCE', stateMachineVersionArn: version.ref },
      }),
    );
    alias.overrideLogicalId(logicalIdOf('Live', id));
    return machine;
  }
}

/** A fixed logical id, independent of the construct tree. */
export const logicalIdOf = (kind: string, journey: string): string =>
  kind + journey.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const keep = <
  Resource extends { cfnOptions: { deletionPolicy?: CfnDeletionPolicy; updateReplacePolicy?: CfnDeletionPolicy } },
>(
  resource: Resource,
): Resource => {
  resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN;
  resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  return resource;
};
