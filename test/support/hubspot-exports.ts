/** Made-up customers as HubSpot exports companies and contacts: the same ones for the same number. */
export const hubspotCompanies = (count: number): string =>
  csv(
    [
      'Record ID',
      'Company name',
      'Company Domain Name',
      'Company owner',
      'Plan',
      'Annual Recurring Revenue',
      'Seats',
      'Renewal Date',
      'Touch Model',
      'Time Zone',
      'Annual Revenue',
      'Create Date',
    ],
    numbers(count).map(n => [
      String(id(n)),
      `${place(n)} ${trade(n)} ${n}`,
      `${trade(n).toLowerCase()}-${n}.example`,
      ['Maya', 'Jonas', 'Priya', 'Tom'][n % 4] ?? '',
      ['team', 'business', 'enterprise'][n % 3] ?? '',
      `$${(1_200 + (n % 90) * 450).toLocaleString('en-US')}.00`,
      String(5 + (n % 60)),
      `${2026 + (n % 2)}-${two(1 + (n % 12))}-${two(1 + (n % 28))} 00:00`,
      ['Low', 'Digital', 'Low', 'High'][n % 4] ?? '',
      ['Europe/Berlin', 'America/Denver', 'Asia/Tokyo'][n % 3] ?? '',
      String(1_000_000 * (1 + (n % 40))),
      `2024-${two(1 + (n % 12))}-${two(1 + (n % 28))} 14:22`,
    ]),
  );

export const hubspotContacts = (count: number): string =>
  csv(
    [
      'Record ID',
      'First Name',
      'Last Name',
      'Email',
      'Contact owner',
      'Associated Company IDs',
      'Unsubscribed from all email',
      'Email hard bounce reason',
      'Buying Role',
      'Marketing contact status',
    ],
    numbers(count).map(n => [
      String(900_000 + n),
      ['Ada', 'Björn', 'Chloé', 'Dmitri'][n % 4] ?? '',
      `${place(n)}`,
      `p${n}@${trade(n).toLowerCase()}-${n}.example`,
      'Maya',
      n % 50 === 0 ? `${id(n)};${id(n + 1)}` : String(id(n)),
      n % 20 === 0 ? 'true' : 'false',
      n % 33 === 0 ? 'Mailbox does not exist' : '',
      n % 3 === 0 ? 'Champion' : 'Admin',
      'Marketing contact',
    ]),
  );

const id = (n: number) => 1_200_000_000 + n;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const place = (n: number) => ['Alder', 'Birch', 'Cedar', 'Düne', 'Elm', 'Fjord'][n % 6] ?? '';
const trade = (n: number) => ['Castings', 'Software', 'Optics', 'Logistics', 'Farms'][n % 5] ?? '';
const two = (n: number) => String(n).padStart(2, '0');

const csv = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, ...rows]
    .map(row => `${row.map(cell => (/[",;\n]/.test(cell) ? `"${cell}"` : cell)).join(',')}\r\n`)
    .join('');
