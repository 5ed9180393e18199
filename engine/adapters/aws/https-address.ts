import * as z from 'zod';

/**
 * Posts carry customers' names, and keys must be authentic: plain HTTP only to a loopback address (RFC 8252, section
 * 8.3).
 */
export const httpsAddress = z
  .string('must be a URL')
  .refine(
    value => URL.canParse(value) && /^https:|^http:\/\/(127\.\d+\.\d+\.\d+|\[::1\])[:/]/.test(new URL(value).href),
    'must be an https URL',
  );
