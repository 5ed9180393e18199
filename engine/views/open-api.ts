import * as z from 'zod';
import type { AllPorts } from '../ports/ports.ts';
import type { Action } from './action.ts';
import { actionsOnTasks } from './actions/on-task.ts';
import { consoleActions } from './actions.ts';
import type { View } from './view.ts';
import { views } from './views.ts';

/** The API of the console as an OpenAPI 3.1 document, made of the schemas that requests and answers are held to. */
export const openApiDocument = () => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const view of Object.values(views as unknown as Record<string, View>))
    paths[view.path] = { ...paths[view.path], get: operationOfView(view) };
  for (const action of Object.values({ ...consoleActions, ...actionsOnTasks } as Record<string, AnyAction>))
    paths[action.path] = { ...paths[action.path], post: operationOfAction(action) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Daymark, what the console asks and does',
      version: '1',
      description: 'To who may not see something it is not there: 404.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ person: [] }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      securitySchemes: {
        person: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'Names a person by their verified address, and in `cognito:groups` their roles.',
        },
      },
      schemas: { Error: schemaOf(refusal) },
    },
  };
};

type AnyAction = Action<keyof AllPorts>;

const refusal = z.object({
  error: z.object({ code: z.string(), message: z.string(), field: z.string().exactOptional() }),
});

const operationOfView = ({ path, summary, roles, query, answer }: View) => ({
  operationId: nameOf('get', path),
  summary,
  description: rolesText(roles),
  parameters: parametersOf(path, query),
  responses: { 200: answered('What is shown.', schemaOf(answer)), ...refusals },
});

const operationOfAction = ({ path, summary, roles, status = 200, needsKey, body, answer }: AnyAction) => {
  const inPath = namesIn(path);
  const { properties = {}, required = [], ...rest } = schemaOf(body, 'input');
  const left = Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name)));
  const needed = required.filter(name => !inPath.includes(name));
  return {
    operationId: nameOf('post', path),
    summary,
    description: rolesText(roles),
    parameters: [
      ...inPath.map(name => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      {
        name: 'idempotency-key',
        in: 'header',
        required: needsKey === true,
        description: 'A request that is repeated under its key is done once, and answered the same.',
        schema: { type: 'string' },
      },
    ],
    requestBody: {
      required: needed.length > 0,
      content: {
        'application/json': {
          schema: { ...rest, properties: left, ...(needed.length > 0 && { required: needed }) },
        },
      },
    },
    responses: { [status]: answered('How things stand after it.', schemaOf(answer)), ...refusals },
  };
};

const answered = (description: string, schema: object) => ({
  description,
  content: { 'application/json': { schema } },
});

const refusals = {
  '4XX': answered('It was refused, and nothing was done.', { $ref: '#/components/schemas/Error' }),
};

const rolesText = (roles: readonly string[]): string => `For ${[...new Set([...roles, 'admin'])].join(', ')}.`;

/** `get`, `/v1/journeys/{id}/picture` → `getJourneysIdPicture` */
const nameOf = (method: string, path: string): string =>
  [
    method,
    ...path
      .split(/[/{}-]+/)
      .filter(part => part !== '' && part !== 'v1')
      .map(part => `${part.charAt(0).toUpperCase()}${part.slice(1)}`),
  ].join('');

const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

const parametersOf = (path: string, query: z.ZodType) => {
  const inPath = namesIn(path);
  const { properties = {} } = schemaOf(query);
  const { required = [] } = schemaOf(query, 'input');
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: inPath.includes(name) ? 'path' : 'query',
    required: required.includes(name),
    schema,
  }));
};

interface Schema {
  properties?: Record<string, unknown>;
  required?: string[];
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output' = 'output'): Schema => {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return plain as Schema;
};
