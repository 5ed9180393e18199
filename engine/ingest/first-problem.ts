import type * as z from 'zod';
import { RefusedRequest } from '../kernel/refused-request.ts';

/** The first issue of a body as a refusal that names the member. */
export const firstProblem = ({ issues: [issue] }: z.ZodError): RefusedRequest => {
  const field = nameOf(issue?.path ?? []);
  return new RefusedRequest(
    'invalid_request',
    `${field ? `${field}:` : 'The body'} ${issue?.message ?? 'is not valid'}`,
    {
      ...(field && { field }),
    },
  );
};

/** `batch[2].messageId`. */
const nameOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
