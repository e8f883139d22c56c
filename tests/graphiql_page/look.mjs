// Opens GraphiQL in the browser that is named first, on the server that is named second, asks what stands in its first
// tab, and prints what came of it: the origins that were asked, what the browser complained of, and the answer.
import { chromium } from 'playwright-core';

const [browserPath, server] = process.argv.slice(2);
// Inside a container the browser cannot make its own sandbox, and it looks at nothing but this server.
const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
const context = await browser.newContext();
const origins = new Set();
const complaints = [];
context.on('request', (request) => origins.add(new URL(request.url()).origin));
context.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
context.on('response', (response) => response.ok() || complaints.push(`${response.url()}: ${response.status()}`));
context.on('console', (message) => complaints.push(message.text()));
context.on('weberror', (error) => complaints.push(error.error().message));

const page = await context.newPage();
const workers = new Set();
page.on('worker', (worker) => workers.add(new URL(worker.url()).pathname));
const schema = page.waitForResponse(`${server}/graphql`);
await page.goto(`${server}/`);
await page.click('a[href="/graphiql"]');
await schema;
await page.click('button[aria-label="Show Documentation Explorer"]');
await page.click('.graphiql-doc-explorer-root-type a, .graphiql-doc-explorer-type-name');
const documented = await page.locator('.graphiql-doc-explorer-field-name').allTextContents();
// One for GraphQL, one for JSON, and the editor's own.
while (workers.size < 3) {
  await page.waitForEvent('worker');
}
const [answered] = await Promise.all([
  page.waitForResponse(`${server}/graphql`),
  page.click('.graphiql-execute-button'),
]);
await page.waitForFunction(() => document.querySelector('.graphiql-response .view-lines')?.textContent.includes('data'));
const shown = await page.locator('.graphiql-response .view-lines').textContent();
console.log(JSON.stringify({
  origins: [...origins],
  complaints,
  documented,
  answer: await answered.json(),
  shown: shown.replaceAll('\u00a0', ' '),
  workers: [...workers].sort(),
}));
await browser.close();
