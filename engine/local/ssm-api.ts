import * as z from 'zod';
import type { Api } from './answer-request.ts';
import { parseRequest } from './parse-request.ts';
import { ServiceError } from './service-error.ts';

export interface KeptParameter {
  value: string;
  version: number;
  at: number;
}

/** Systems Manager's Parameter Store: JSON 1.1. */
export const createSsmApi = (now: () => number, parameters = new Map<string, KeptParameter>()): Api => {
  const described = (name: string) => {
    const found = parameters.get(name);
    if (!found) throw new ServiceError('ParameterNotFound', `Parameter ${name} not found.`);
    const { value, version, at } = found;
    return { Name: name, Type: 'String', Value: value, Version: version, LastModifiedDate: at / 1000 };
  };

  const operations: Readonly<Record<string, (json: unknown) => object>> = {
    GetParametersByPath: json => {
      const { Path, Recursive, MaxResults, NextToken } = parse(byPath, json);
      const inside = `${Path.replace(/\/$/, '')}/`;
      const names = [...parameters.keys()]
        .filter(name => name.startsWith(inside) && (Recursive || !name.slice(inside.length).includes('/')))
        .sort();
      const end = Number(NextToken) + MaxResults;
      return {
        Parameters: names.slice(Number(NextToken), end).map(described),
        ...(end < names.length && { NextToken: String(end) }),
      };
    },
    GetParameter: json => ({ Parameter: described(parse(z.object({ Name: parameterName }), json).Name) }),
    PutParameter: json => {
      const { Name, Value, Overwrite } = parse(put, json);
      const known = parameters.get(Name);
      if (known && !Overwrite)
        throw new ServiceError(
          'ParameterAlreadyExists',
          'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
        );
      const version = (known?.version ?? 0) + 1;
      parameters.set(Name, { value: Value, version, at: now() });
      return { Version: version, Tier: 'Standard' };
    },
    DeleteParameter: json => {
      const { Name } = parse(z.object({ Name: parameterName }), json);
      described(Name);
      parameters.delete(Name);
      return {};
    },
  };

  return request => {
    const operation = operations[/^AmazonSSM\.(\w+)$/.exec(request.target)?.[1] ?? ''];
    return operation && { body: operation(request.json()) };
  };
};

/** Names of a hierarchy, at most 15 levels deep. */
const parameterName = z.string().regex(/^(\/[\w.-]+){1,15}$/);
const byPath = z.object({
  Path: z.string().startsWith('/'),
  Recursive: z.boolean().default(false),
  MaxResults: z.int().min(1).max(10).default(10),
  NextToken: z.string().default('0'),
});
const put = z.object({
  Name: parameterName,
  Value: z.string().min(1).max(4096),
  Type: z.literal('String').optional(),
  Overwrite: z.boolean().default(false),
});

const parse = <T>(schema: z.ZodType<T>, json: unknown): T => parseRequest(schema, json, 'ValidationException');
