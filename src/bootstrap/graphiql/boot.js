'use strict';

/* global React, ReactDOM, GraphiQL, graphqlWs */

// The token lives as long as the tab, and is sent to this server only.
const STORED_TOKEN = 'muster:token';
const WHO = '{ viewer { user { email } organizations { slug } } }';
const NO_TOKEN = 'Without a token every request is refused.';
const WRONG_TOKEN = 'This token is unknown, expired or revoked.';

/** Variables that may be filled in anew; anything else somebody has written. */
const ONLY_ORGANIZATION = /^\s*\{\s*"organization":\s*"[^"]*"\s*\}\s*$/;

const input = document.getElementById('token');
const viewer = document.getElementById('viewer');
const root = ReactDOM.createRoot(document.getElementById('graphiql'));

async function ask(params, { headers } = {}) {
  const token = input.value.trim();
  const response = await fetch('graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }), ...headers },
    body: JSON.stringify(params),
  });
  return response.json();
}

/** Follows a subscription over a connection of its own, with the token of that moment. */
function follow(params) {
  const url = new URL('graphql', document.baseURI);
  url.protocol = url.protocol.replace('http', 'ws');
  const connectionParams = { authorization: `Bearer ${input.value.trim()}` };
  return graphqlWs.createClient({ url: url.href, connectionParams, retryAttempts: 0 }).iterate(params);
}

function isSubscription({ operationName }, { documentAST } = {}) {
  const operations = documentAST?.definitions.filter(({ kind }) => kind === 'OperationDefinition') ?? [];
  const [operation] = operations.filter(({ name }) => operationName == null || name?.value === operationName);
  return operation?.operation === 'subscription';
}

const run = (params, options) => (isSubscription(params, options) ? follow : ask)(params, options);

/** Says whose token it is, and returns the slug of the organization that it opens; null where it opens none. */
async function recognize() {
  const given = input.value.trim() !== '';
  const { data, errors } = given ? await ask({ query: WHO }) : {};
  const organizations = data?.viewer.organizations.map(({ slug }) => slug) ?? [];
  viewer.className = errors ? 'refused' : '';
  viewer.value = data ? [data.viewer.user?.email, ...organizations].filter(Boolean).join(' · ') : explain(errors);
  return organizations[0] ?? null;
}

function explain(errors) {
  if (errors === undefined) return NO_TOKEN;
  return errors[0].extensions.code === 'UNAUTHENTICATED' ? WRONG_TOKEN : errors[0].message;
}

/** The variables of the tab that was open last time, which GraphiQL opens again; undefined the first time. */
function storedVariables() {
  const { tabs, activeTabIndex } = JSON.parse(localStorage.getItem('graphiql:tabState') ?? '{}');
  return tabs?.[activeTabIndex]?.variables;
}

const variablesFor = (organization) => JSON.stringify({ organization: organization ?? '' }, null, 2);

async function boot() {
  input.value = sessionStorage.getItem(STORED_TOKEN) ?? '';
  const example = await fetch('graphiql/example.graphql').then((response) => response.text());
  const first = variablesFor(await recognize());
  let written = storedVariables() ?? first;
  const props = {
    fetcher: run,
    defaultTabs: [{ query: example, variables: first }],
    defaultEditorToolsVisibility: 'variables',
    shouldPersistHeaders: false,
    onEditVariables: (variables) => {
      written = variables;
    },
  };
  const render = (changed) => root.render(React.createElement(GraphiQL, { ...props, ...changed }));
  render();
  input.addEventListener('change', async () => {
    sessionStorage.setItem(STORED_TOKEN, input.value.trim());
    const organization = await recognize();
    if (organization !== null && ONLY_ORGANIZATION.test(written)) render({ variables: variablesFor(organization) });
  });
}

void boot();
