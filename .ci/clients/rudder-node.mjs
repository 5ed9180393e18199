// RudderStack's server library, which compresses requests by default.
import RudderAnalytics from '@rudderstack/rudder-sdk-node';

const [host] = process.argv.slice(2);
const client = new RudderAnalytics('local', { dataPlaneUrl: host, flushInterval: 200 });
const userId = 'rudder-ada';
const answers = [];
const said = error => answers.push(error ? String(error.message ?? error) : 'ok');
client.track({ userId, event: 'Account Created' }, said);
client.identify({ userId, traits: { email: 'ada@rudder.example', name: 'Ada Reyes', role: 'admin' } }, said);
client.group({ userId, groupId: 'rudder', traits: { name: 'Rudder', touchModel: 'low' } }, said);
client.screen({ userId, name: 'Home' }, said);
await new Promise(done => client.flush(done));
console.log(JSON.stringify({ answers }));
process.exit(0);
