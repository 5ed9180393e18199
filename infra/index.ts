/** The app that deploys Daymark, for `infra/app.ts`. */

export { buildSources } from './build-sources.ts';
export { ConfigurationInvalid } from './configuration.ts';
export { type BuiltSources, Daymark, type DaymarkStacks } from './daymark.ts';
