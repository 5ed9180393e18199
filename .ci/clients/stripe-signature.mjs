// Signs standard input as Stripe's own library does for tests of webhooks, and checks that it would accept that itself.
import { text } from 'node:stream/consumers';
import Stripe from 'stripe';

const [secret] = process.argv.slice(2);
const payload = await text(process.stdin);
const { webhooks } = new Stripe('sk_test_nothing');
const header = webhooks.generateTestHeaderString({ payload, secret });
webhooks.constructEvent(payload, header, secret);
console.log(JSON.stringify(header));
