// Runs every server audit of npm graphql-http against a GraphQL endpoint; exits 1 unless all are ok.
//   npm ci
//   node audit.mjs http://127.0.0.1:8080/graphql
import { serverAudits } from 'graphql-http';

const url = process.argv[2];
if (!url) {
  console.error('usage: node audit.mjs URL');
  process.exit(2);
}
const audits = serverAudits({ url, fetchFn: fetch });
let ok = 0;
for (const audit of audits) {
  const result = await audit.fn();
  if (result.status === 'ok') {
    ok += 1;
  } else {
    console.log(result.status, result.id, result.name, '|', String(result.reason ?? '').slice(0, 160));
  }
}
console.log(`${ok} of ${audits.length} audits ok`);
process.exit(audits.length > 0 && ok === audits.length ? 0 : 1);
