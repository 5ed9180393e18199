import type { EnvironmentName } from './configuration.ts';

/** Fixed names: what refers to one keeps working whatever CloudFormation calls the resource. */
export interface Names {
  /** Of everything, and with a dash of stacks, state machines, functions and configuration sets. */
  prefix: string;
  table: string;
  secret(name: string): string;
  switchesPath: string;
  /** At most 80 characters, with a journey's id of up to 60. */
  machine(journey: string): string;
}

export const namesOf = (environment: EnvironmentName): Names => {
  const prefix = `daymark-${environment}`;
  return {
    prefix,
    table: prefix,
    secret: name => `daymark/${environment}/${name}`,
    switchesPath: `/daymark/${environment}/switches`,
    machine: journey => `${prefix}-${journey}`,
  };
};
