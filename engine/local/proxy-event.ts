import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { MatchedRoute } from '../access/public-routes.ts';

export interface ProxiedRequest {
  method: string;
  /** With its query. */
  url: string;
  headers: Record<string, string>;
  body: Buffer | string;
  at: string;
  /** The route that answers; without it, the path is the route. */
  route?: Pick<MatchedRoute, 'path' | 'parameters'>;
}

/** The event of API Gateway's payload format 2.0. */
export const proxyEvent = ({ method, url, headers, body, at, route }: ProxiedRequest): APIGatewayProxyEventV2 => {
  const path = pathOf(url);
  const query = url.slice(path.length).replace(/^\?/, '').replace(/#.*$/s, '');
  const routeKey = `${method} ${route?.path ?? path}`;
  const parameters = route?.parameters ?? {};
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    headers,
    ...(query !== '' && { queryStringParameters: queryParameters(query) }),
    ...(Object.keys(parameters).length > 0 && { pathParameters: { ...parameters } }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'local',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: headers['user-agent'] ?? '' },
      requestId: 'local',
      routeKey,
      stage: '$default',
      time: at,
      timeEpoch: Date.parse(at),
    },
    body: typeof body === 'string' ? body : body.toString('base64'),
    isBase64Encoded: typeof body !== 'string',
  };
};

/** The path of a URL that begins with it, without its query. */
export const pathOf = (url: string): string => url.replace(/[?#].*$/s, '');

/** Values of one name are joined by commas. */
const queryParameters = (query: string): Record<string, string> => {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const known = Object.hasOwn(parameters, name) ? `${parameters[name]},` : '';
    parameters[name] = known + value;
  }
  return parameters;
};
