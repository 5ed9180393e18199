/** The alias that points at the deployed version of a journey's state machine. */
export const liveAlias = 'live';

/** The alias of one version of a journey: routing may be deployed minutes before the state machines are. */
export const versionAlias = (version: string): string => `v-${version}`;
