import type * as z from 'zod';
import { ServiceError } from './service-error.ts';

/** @throws ServiceError with the service's `code`, whose message names each invalid field */
export const parseRequest = <T>(schema: z.ZodType<T>, json: unknown, code: string): T => {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ServiceError(
    code,
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  );
};
