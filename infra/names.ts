import type { EnvironmentName } from './configuration.ts';

/** Fixed names of resources, independent of CloudFormation's logical ids. */
export interface Names {
  /** Prefix of all names, with a dash for stacks, state machines, functions and configuration sets. */
  prefix: string;
  table: string;
  secret(name: string): string;
  switchesPath: string;
  /** The delivery stream of events. */
  archiveStream: string;
  /** The bucket of events. Bucket names are globally unique. */
  archive(account: string, region: string): string;
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
    archiveStream: `${prefix}-events`,
    archive: (account, region) => `${prefix}-events-${account}-${region}`,
    machine: journey => `${prefix}-${journey}`,
  };
};
