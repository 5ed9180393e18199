import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { type Environment, SettingsInvalid } from './settings.ts';

export type SecretValues = Readonly<Record<string, string>>;

const validInMilliseconds = 300_000;

/**
 * The secrets that `DAYMARK_SECRETS` names, by environment variable:
 * `{"DAYMARK_TOKEN_SECRET":"daymark/prod/token-secret"}`. They are read every five minutes, so that a rotated secret is
 * used without a deployment; the object is the same while nothing has changed. If Secrets Manager does not answer, the
 * values read last stay in use.
 * @throws SettingsInvalid, and the error of Secrets Manager if nothing was read yet
 */
export const managedSecrets = (env: Environment): ((at: number) => Promise<SecretValues>) => {
  const names = secretNames(env.DAYMARK_SECRETS ?? '{}');
  if (names.length === 0) return async () => none;
  const client = new SecretsManagerClient({ requestHandler });
  let latest: { readAt: number; values: SecretValues } | undefined;
  return async at => {
    if (latest && at >= latest.readAt && at - latest.readAt < validInMilliseconds) return latest.values;
    try {
      const values = await readAll(client, names);
      latest = { readAt: at, values: latest && isSame(latest.values, values) ? latest.values : values };
    } catch (error) {
      if (!latest) throw error;
      latest = { ...latest, readAt: at };
    }
    return latest.values;
  };
};

const none: SecretValues = {};

const requestHandler = { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

const secretNames = (text: string): [string, string][] => {
  try {
    return Object.entries(z.record(z.string().startsWith('DAYMARK_'), z.string().min(1)).parse(JSON.parse(text)));
  } catch {
    throw new SettingsInvalid(
      'DAYMARK_SECRETS must be JSON that names a secret of Secrets Manager for each of its variables',
    );
  }
};

const readAll = async (client: SecretsManagerClient, names: readonly [string, string][]): Promise<SecretValues> =>
  Object.fromEntries(
    await Promise.all(
      names.map(async ([variable, name]): Promise<[string, string]> => {
        const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
        if (SecretString === undefined) throw new SettingsInvalid(`The secret ${name} must be text, not binary.`);
        return [variable, SecretString];
      }),
    ),
  );

const isSame = (before: SecretValues, after: SecretValues): boolean =>
  Object.keys(after).every(variable => before[variable] === after[variable]);
