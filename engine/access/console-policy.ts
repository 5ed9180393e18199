/**
 * The Content-Security-Policy of the console's pages: no foreign content, no inline scripts, no framing.
 * @param reached origins that pages may call besides their own
 */
export const contentSecurityPolicy = (reached: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${["'self'", ...reached].join(' ')}`,
    "frame-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
