import { hubspotCompanies } from '../../test/support/hubspot-exports.ts';

// node .ci/package/companies.mjs <count>: made-up customers, as HubSpot exports companies.
process.stdout.write(hubspotCompanies(Number(process.argv[2])));
