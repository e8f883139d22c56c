
'use strict';
const query = document.getElementById('query');
const run = document.getElementById('run');
const answer = document.getElementById('answer');
const status = document.getElementById('status');
const examples = document.querySelectorAll('[data-query]');

async function ask() {
  run.disabled = true;
  status.value = '…';
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query: query.value }),
    });
    status.value = `${response.status} ${response.statusText}`;
    const text = await response.text();
    try {
      answer.textContent = JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      answer.textContent = text;
    }
  } catch (failure) {
    status.value = '';
    answer.textContent = `Servern svarar inte. / The server does not answer. (${failure.message})`;
  } finally {
    run.disabled = false;
  }
}

for (const example of examples) {
  example.addEventListener('click', () => {
    query.value = example.dataset.query;
    ask();
  });
}
run.addEventListener('click', ask);
query.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    ask();
  }
});
query.value = examples.length ? examples[0].dataset.query : '{ __typename }';
