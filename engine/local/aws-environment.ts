import { devNull } from 'node:os';
import type { SdkOptions } from '../adapters/aws/client-config.ts';
import { region } from './arn.ts';
import { unsigned } from './unsigned.ts';

/** Access key id of callers without one of their own. */
export const localKey = 'local';

/** Any pair of credentials will do; a profile of the user's is never read. */
const credentials = { accessKeyId: localKey, secretAccessKey: 'local' };

/** Access key id of calls by state machines. */
export const machinesKey = 'machines';

type LocalClient = Readonly<
  Record<'region', string> & Record<'credentials', typeof credentials> & Pick<SdkOptions, 'signer'>
>;

export const awsEnvironment: {
  client: LocalClient;
  machines: LocalClient;
  variables(url: string, dynamodbUrl: string, key?: string): Record<string, string>;
} = {
  /** For a client of our own. */
  client: { region, credentials, signer: unsigned(localKey) },
  /** For the client by which state machines reach DynamoDB. */
  machines: { region, credentials: { ...credentials, accessKeyId: machinesKey }, signer: unsigned(machinesKey) },
  /**
   * Environment variables that point every SDK client at the local cloud. `key` identifies the caller to its endpoints.
   */
  variables: (url, dynamodbUrl, key = credentials.accessKeyId) => ({
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodbUrl,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: key,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
  }),
};

/** Sets variables of this process, and removes those that would point its clients elsewhere. Returns its own undo. */
export const applyEnvironment = (variables: Readonly<Record<string, string>>): (() => void) => {
  const foreign = Object.keys(process.env).filter(name => misleading.test(name) && !(name in variables));
  const before = [...foreign, ...Object.keys(variables)].map(name => [name, process.env[name]] as const);
  for (const name of foreign) delete process.env[name];
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
};

const misleading = /^AWS_(ENDPOINT_URL|PROFILE$|SESSION_TOKEN$|IGNORE_CONFIGURED_ENDPOINT_URLS$|DEFAULT_REGION$|USE_)/;
