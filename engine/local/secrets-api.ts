import * as z from 'zod';
import type { Api } from './answer-request.ts';
import { awsAccount, region } from './arn.ts';
import { parseRequest } from './parse-request.ts';
import { ServiceError } from './service-error.ts';

/** Secrets Manager: JSON 1.1. */
export const createSecretsApi = (now: () => number): Api => {
  const secrets = new Map<string, { value: string; version: number; at: number }>();
  const found = (name: string) => {
    const secret = secrets.get(name);
    if (!secret)
      throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    const arn = `arn:aws:secretsmanager:${region}:${awsAccount}:secret:${name}-local1`;
    return { ...secret, described: { ARN: arn, Name: name, VersionId: String(secret.version) } };
  };

  const operations: Readonly<Record<string, (json: unknown) => object>> = {
    CreateSecret: json => {
      const { Name, SecretString } = parse(z.object({ Name: secretName, SecretString: z.string() }), json);
      if (secrets.has(Name))
        throw new ServiceError('ResourceExistsException', `The operation failed because the secret ${Name} exists.`);
      secrets.set(Name, { value: SecretString, version: 1, at: now() });
      return found(Name).described;
    },
    PutSecretValue: json => {
      const { SecretId, SecretString } = parse(z.object({ SecretId: secretName, SecretString: z.string() }), json);
      secrets.set(SecretId, { value: SecretString, version: found(SecretId).version + 1, at: now() });
      return found(SecretId).described;
    },
    GetSecretValue: json => {
      const { value, at, described } = found(parse(z.object({ SecretId: secretName }), json).SecretId);
      return { ...described, SecretString: value, CreatedDate: at / 1000 };
    },
  };

  return request => {
    const operation = operations[/^secretsmanager\.(\w+)$/.exec(request.target)?.[1] ?? ''];
    return operation && { body: operation(request.json()) };
  };
};

const secretName = z.string().regex(/^[\w/+=.@-]{1,512}$/);

const parse = <T>(schema: z.ZodType<T>, json: unknown): T => parseRequest(schema, json, 'InvalidParameterException');
