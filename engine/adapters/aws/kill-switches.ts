import {
  PutParameterCommand,
  paginateGetParametersByPath,
  type SSMClient,
  type SSMClientConfig,
} from '@aws-sdk/client-ssm';
import type { Switches } from '../../ports/switches.ts';
import { cachedSwitches } from './cached-switches.ts';
import { leanClient } from './client-config.ts';

/** Short timeouts, because a touch can go on without an answer. */
export const switchesClientConfig: Pick<SSMClientConfig, keyof typeof leanClient | 'maxAttempts' | 'requestHandler'> = {
  ...leanClient,
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 2_000, throwOnRequestTimeout: true },
};

/** Parameters of Parameter Store, named `<path>/<name of the switch>`. */
export const parameterSwitches = (client: SSMClient, path: string): Switches =>
  cachedSwitches({
    all: async () => {
      const values = new Map<string, string>();
      for await (const { Parameters = [] } of paginateGetParametersByPath(
        { client },
        { Path: path, Recursive: true },
      )) {
        for (const { Name, Value } of Parameters)
          if (Name !== undefined && Value !== undefined) values.set(Name.slice(path.length + 1), Value);
      }
      return values;
    },
    put: async (name, value) => {
      await client.send(
        new PutParameterCommand({ Name: `${path}/${name}`, Value: value, Type: 'String', Overwrite: true }),
      );
    },
  });
