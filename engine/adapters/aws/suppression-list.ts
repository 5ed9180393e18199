import { paginateListSuppressedDestinations, type SESv2Client } from '@aws-sdk/client-sesv2';
import { instant } from '../../kernel/instant.ts';
import type { SuppressionList } from '../../ports/suppression-list.ts';
import type { ListedAddress } from '../../sending/listed-address.ts';

/** SES's largest page. */
const pageSize = 1000;

/** SES's list of the AWS account. */
export const sesSuppressionList = (client: SESv2Client): SuppressionList => ({
  pages: async function* ({ from, to }) {
    const dates = { ...(from && { StartDate: new Date(from) }), EndDate: new Date(to) };
    for await (const { SuppressedDestinationSummaries: all = [] } of paginateListSuppressedDestinations(
      { client, pageSize },
      dates,
    )) {
      yield all.flatMap(({ EmailAddress, Reason, LastUpdateTime }): ListedAddress[] =>
        EmailAddress && LastUpdateTime
          ? [
              {
                email: EmailAddress,
                reason: Reason === 'COMPLAINT' ? 'complained' : 'bounced',
                at: instant(LastUpdateTime.toISOString()),
              },
            ]
          : [],
      );
    }
  },
});
