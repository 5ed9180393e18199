import type { BuildOptions } from 'esbuild';
import { slim } from './slim.ts';

/** Options of esbuild for functions. */
export const bundling = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  minify: true,
  sourcemap: 'linked',
  sourcesContent: false,
  mainFields: ['module', 'main'],
  legalComments: 'none',
  plugins: [slim],
  /**
   * Lambda gives a role's credentials in the environment, where the SDK looks first; the other places it imports only
   * if it finds none there. They would be a quarter of each bundle. No operation of ours streams events.
   */
  external: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
    '@smithy/core/event-streams',
  ],
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
} satisfies BuildOptions;
