import { RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as stepfunctions from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { StateMachineDefinition } from '../engine/asl/asl.ts';
import { renderAsl } from '../engine/asl/render-asl.ts';
import type { JourneyDefinition } from '../engine/domain/journey-definition.ts';
import type { DataStack } from './data-stack.ts';
import { type EngineStack, invokeSteps, machinePrefix } from './engine-stack.ts';

interface JourneysStackProps extends StackProps {
  data: DataStack;
  engine: EngineStack;
  machines: readonly { definition: JourneyDefinition; machine?: StateMachineDefinition }[];
}

/** One state machine per journey, under a fixed name: replacing one would end every enrollment in flight. */
export class JourneysStack extends Stack {
  constructor(scope: Construct, id: string, { data, engine, machines, ...props }: JourneysStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const role = new iam.Role(this, 'MachineRole', { assumedBy: new iam.ServicePrincipal('states.amazonaws.com') });
    invokeSteps(role, engine.steps);
    role.addToPolicy(new iam.PolicyStatement({ actions: ['dynamodb:UpdateItem'], resources: [data.table.tableArn] }));
    for (const { definition, machine } of machines) {
      if (!machine) throw new Error(`Journey "${definition.id}" has errors: run \`npx daymark check\`.`);
      const stateMachine = new stepfunctions.StateMachine(this, `Journey-${definition.id}`, {
        stateMachineName: machinePrefix + definition.id,
        definitionBody: stepfunctions.DefinitionBody.fromString(renderAsl(machine)),
        definitionSubstitutions: {
          Table: data.table.tableName,
          ...Object.fromEntries(
            Object.entries(engine.steps).map(([name, { function: step }]) => [name, step.functionArn]),
          ),
        },
        role: role.withoutPolicyUpdates(),
        removalPolicy: RemovalPolicy.RETAIN,
      });
      stateMachine.applyRemovalPolicy(RemovalPolicy.RETAIN);
    }
  }
}
