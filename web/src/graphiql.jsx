// GraphiQL on this server: what it asks goes to /graphql, and its first tabs hold the examples that the page gives it.
import { GraphiQL } from 'graphiql';
import { parse, print } from 'graphql';
import { editor } from 'monaco-graphql/esm/monaco-editor.js';
import { createRoot } from 'react-dom/client';
// Piece by piece: all of `graphiql/style.css` would bring the editor's style a second time, and fonts.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './graphiql.css';

const WORKERS = { graphql: 'graphql.worker.js', json: 'json.worker.js' };

// The editor's workers are files beside this one.
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(`/graphiql/${WORKERS[label] ?? 'editor.worker.js'}`),
};

// Dashes and signs of formulas are no mistaken letters here.
editor.onDidCreateEditor((created) => created.updateOptions({ unicodeHighlight: { ambiguousCharacters: false } }));

async function ask(params, { headers } = {}) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: JSON.stringify(params),
  });
  return response.json();
}

/** A question with what it shows above it, written out over several lines. */
function tab({ sv, en, query }) {
  return { query: `# ${sv}\n# ${en}\n${print(parse(query))}\n` };
}

const root = document.getElementById('graphiql');
const tabs = JSON.parse(root.dataset.examples).map(tab);
createRoot(root).render(
  <GraphiQL fetcher={ask} defaultTabs={tabs} shouldPersistHeaders={false} showPersistHeadersSettings={false}>
    <GraphiQL.Logo>
      <a href="/">Anbud</a>
      <a href="/graphiql/licences.txt">licences</a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
