/**
 * The Content-Security-Policy of the console's pages: nothing from elsewhere, no inline script, no frame around them.
 * @param reached origins that pages ask beside their own
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
