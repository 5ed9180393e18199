// Signs standard input with Stripe's own test helper, and verifies the signature.
import { text } from 'node:stream/consumers';
import Stripe from 'stripe';

const [secret] = process.argv.slice(2);
const payload = await text(process.stdin);
const { webhooks } = new Stripe('sk_test_nothing');
const header = webhooks.generateTestHeaderString({ payload, secret });
webhooks.constructEvent(payload, header, secret);
console.log(JSON.stringify(header));
