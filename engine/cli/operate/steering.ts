import type { Command } from 'commander';
import type { Operator } from '../../ports/operator.ts';
import { reach, type Where, withWhere } from '../reach.ts';
import { awsOperator } from './aws-operator.ts';

export interface Steering extends Where {
  yes?: true;
  json?: true;
}

/** The options of every verb that steers a journey. */
export const withSteering = (command: Command): Command =>
  withWhere(command)
    .option('--yes', 'carry out the plan without asking')
    .option('--json', 'print the plan and the result as JSON, without a prompt');

/** @throws UserError as `reach` */
export const operatorOf = async (where: Where): Promise<Operator> => awsOperator(await reach(where));
