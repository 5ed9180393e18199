import type { IncomingMessage, ServerResponse } from 'node:http';
import { contentSecurityPolicy } from '../access/console-policy.ts';
import type { ConsoleFile } from '../build/build-console.ts';
import { pathOf } from './proxy-event.ts';

/**
 * Serves the console: a file by its name, or `index.html` for paths without an extension. `false` if it did not answer.
 */
export const consolePages =
  (files: readonly ConsoleFile[]) =>
  (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = pathOf(request.url ?? '/');
    if (request.method !== 'GET' || /^\/(v1|dev|u|s)\//.test(path)) return false;
    const name = path.slice(1).includes('.') ? path.slice(1) : 'index.html';
    const file = files.find(each => each.name === name);
    if (!file) return false;
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-cache', ...securityHeaders });
    response.end(file.content);
    return true;
  };

/** The same headers that CloudFront sends on AWS. */
const securityHeaders = {
  'content-security-policy': contentSecurityPolicy(),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
