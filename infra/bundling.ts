/** How a function's code becomes one file, in the words of CDK's NodejsFunction. */
export const bundling = {
  target: 'node24',
  minify: true,
  sourceMap: true,
  mainFields: ['module', 'main'],
  /**
   * Lambda gives a role's credentials in the environment, where the SDK looks first; the other places it imports only
   * if it finds none there. They would be a quarter of each bundle.
   */
  externalModules: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
  ],
  banner: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
};
