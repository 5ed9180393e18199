import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { visitorOf } from '../engine/access/visitor.ts';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectEnrollments, connectPromptContents, connectPrompts } from '../engine/adapters/aws/connect.ts';
import { crossOrigin } from '../engine/adapters/aws/cross-origin.ts';
import { answer, headerOf, httpDoor } from '../engine/adapters/aws/http-door.ts';
import { userTokenRules } from '../engine/adapters/aws/token-rules.ts';
import { firstProblem } from '../engine/ingest/first-problem.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { listPrompts } from '../engine/prompts/use-cases/list-prompts.ts';

/** GET /v1/prompts, and its CORS preflight requests. */
export const createHandler = (ports: PortsWith<'enrollments' | 'promptContents' | 'prompts' | 'userTokens'>) =>
  middy()
    .use(crossOrigin(ports.settings.appOrigins))
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const visitor = await visitorOf(headerOf(event, 'authorization'), ports);
      const ifNoneMatch = headerOf(event, 'if-none-match');
      const asked = { ...queryOf(event), ...(ifNoneMatch !== undefined && { ifNoneMatch }) };
      const list = await listPrompts(visitor, asked, ports);
      const headers = { etag: list.etag, 'cache-control': 'private, no-store' };
      return 'unchanged' in list ? { statusCode: 304, headers } : answer(200, list, headers);
    });

const queryOf = ({ queryStringParameters = {} }: APIGatewayProxyEventV2) => {
  const { data, error } = query.safeParse(queryStringParameters);
  if (!data) throw firstProblem(error);
  return data;
};

const ofLimit = 'must be a number from 1 to 10';
const query = z.object({
  placement: z.string().min(1).max(64).exactOptional(),
  path: z.string().max(512).exactOptional(),
  limit: z.coerce.number(ofLimit).int(ofLimit).min(1, ofLimit).max(10, ofLimit).default(3),
});

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    enrollments: connectEnrollments(ports),
    prompts: connectPrompts(ports),
    promptContents: connectPromptContents(ports),
    userTokens: userTokenRules(ports.settings),
  }),
);
