/** What each setting means, in the order of the reference; where the default is not a plain value, what it is. */
export const SETTING_TEXTS: Readonly<Record<string, string | { readonly meaning: string; readonly fallback: string }>> =
  {
    DATABASE_URL: {
      meaning: 'The PostgreSQL to use, 15 or newer: `postgres://user:password@host:port/database`.',
      fallback: 'embedded PostgreSQL',
    },
    DATABASE_DIRECT_URL:
      'The same database without the pooler that `DATABASE_URL` goes through (pgbouncer in transaction mode): for migrations, jobs and LISTEN.',
    MUSTER_DATA_DIR: {
      meaning:
        "Where the embedded PostgreSQL keeps its data. If root's clone is closed to others, a folder in `/var/tmp`.",
      fallback: '`.muster`',
    },
    HOST: 'Address to listen on.',
    PORT: 'Port to listen on; 0 takes a free one.',
    MUSTER_PUBLIC_URL: {
      meaning: 'How SDKs reach the server, as it stands in DSNs.',
      fallback: 'from `HOST` and `PORT`',
    },
    DATABASE_POOL_SIZE: 'Connections of the API; the jobs have a few of their own.',
    MUSTER_JOB_CONCURRENCY:
      'Jobs that one process runs at the same time; 0 on a server leaves all of them to `muster worker`.',
    MUSTER_CALL_CONCURRENCY:
      'Besides these, jobs that wait for other servers most of the time: webhooks that are called at the same time, and mail.',
    DATABASE_POOL_QUEUE: 'Requests that may wait for one of them; more are answered 503 with `retry-after`.',
    MUSTER_METRICS: 'Metrics for Prometheus at `/metrics`; `off` where a proxy would show them to everybody.',
    LOG_LEVEL: '`trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`.',
    OTEL_EXPORTER_OTLP_ENDPOINT:
      'A collector of OpenTelemetry to which traces go over HTTP, such as `http://127.0.0.1:4318`; the other standard variables (`OTEL_SERVICE_NAME`, `OTEL_TRACES_SAMPLER` …) count then, too. Not set: nothing of it is loaded.',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT:
      'The same with its whole path, such as `http://127.0.0.1:4318/v1/traces`; either is enough.',
    NODE_ENV: '`production` keeps the schema from clients (no introspection) and switches GraphiQL off.',
    MUSTER_GRAPHIQL: {
      meaning: 'GraphiQL for browsers at `/graphql`; `on` also shows clients the schema.',
      fallback: '`on`; `off` in production',
    },
    MUSTER_REQUESTS_PER_TOKEN:
      'Requests to `/graphql` and `/api/0` that a server answers in a minute with one token. 0: any number.',
    MUSTER_REQUESTS_PER_ADDRESS: 'The same from one address, or one /64 network of IPv6, with any tokens or none.',
    MUSTER_TRUSTED_PROXIES:
      'Addresses or networks, with commas between them, of proxies whose `x-forwarded-for` is believed.',
    MUSTER_MAX_DOCUMENT_TOKENS: 'Tokens of a GraphQL document: names, values and punctuation.',
    MUSTER_MAX_DEPTH: 'Levels of fields in one another.',
    MUSTER_MAX_ALIASES: 'Aliases of an operation.',
    MUSTER_MAX_DIRECTIVES: 'Directives of an operation.',
    MUSTER_MAX_BULK_FIELDS: 'Bulk mutations in one operation; each is a transaction of its own.',
    MUSTER_MAX_COST:
      'Points of an operation: one a field for each row of the pages around it, 500 where it is the payload of an event, and one for ten given ids.',
    MUSTER_MAX_LIST_VALUES: 'Values in the lists of the variables together.',
    MUSTER_TRUSTED_DOCUMENTS:
      'A file with the documents that requests may name by `documentId`: a JSON object, each document under its id, as the client preset of GraphQL Code Generator writes `persisted-documents.json`.',
    MUSTER_TRUSTED_DOCUMENTS_ONLY: '`on` refuses every other document, those of introspection and GraphiQL included.',
    MUSTER_RECEIVE_SECONDS: 'Seconds within which a request must have come, from its first byte to its last.',
    MUSTER_ANSWER_SECONDS:
      'Seconds within which a request to `/graphql` or `/api/0` must be answered once it has come; then it is stopped.',
    MUSTER_CONNECTION_LIMIT: 'Connections for subscriptions that a server has open at a time.',
    MUSTER_SUBSCRIPTION_LIMIT: 'Subscriptions of one connection at a time.',
    MUSTER_CONNECTION_INIT_SECONDS: 'Seconds within which a connection must bring its token.',
    MUSTER_PING_SECONDS:
      'Seconds between two pings of a connection; one that has not answered by the next is given up.',
    MUSTER_MAX_MESSAGE_BYTES: 'Bytes of a message that a connection brings.',
    MUSTER_SYNCHRONOUS_LIMIT:
      'Issues that a call changes in one transaction, while the caller waits; more become a job.',
    MUSTER_ISSUES_PER_MINUTE: 'Issues that a caller may change in a minute, in all operations together; 0: any number.',
    MUSTER_ASYNCHRONOUS_LIMIT: 'Issues that a job may change.',
    MUSTER_OPERATION_WORKERS: 'Jobs that work on one operation at the same time, on whichever servers and workers.',
    MUSTER_OPERATIONS_AT_ONCE:
      'Operations of one organization that run as jobs at the same time; the others wait in their order.',
    MUSTER_OUTCOME_RETENTION_DAYS: 'For how many days the outcomes of an operation are kept and it can be undone.',
    MUSTER_EVENT_RETENTION_DAYS: 'For how many days events are kept, at least 8; issues and their counters stay.',
    MUSTER_TOKEN_RETENTION_DAYS: 'For how many days tokens are kept that have expired or were revoked.',
    MUSTER_OUTBOX_RETENTION_DAYS:
      'For how many days messages of the outbox are kept after they were dispatched, and mails.',
    MUSTER_DELIVERY_RETENTION_DAYS: 'For how many days deliveries of webhooks are kept that were made or given up.',
    MUSTER_WEBHOOK_ALLOW_PRIVATE:
      '`on` lets webhooks call addresses that are not on the Internet: then whoever may make one can reach what the server can reach.',
    MUSTER_UNDO_WINDOW_SECONDS:
      'For how many seconds a merge, a discard or a deletion waits for an undo before it is carried out.',
    MUSTER_MERGE_EVENT_LIMIT: 'Events that an issue may have to be merged; a larger one is refused. 0: any number.',
    MUSTER_MAX_EVENT_BYTES: 'Bytes of an event request, as it comes and after decompression.',
    MUSTER_EVENT_BATCH_SIZE:
      'Events that one transaction records; a larger event counts once for each 40,000 characters.',
    MUSTER_EVENT_WRITERS: 'Transactions that record events at the same time, each on a connection of the API.',
    MUSTER_EVENT_QUEUE_LENGTH: 'Events that may wait in memory; above it they are answered 429 and SDKs pause.',
    MUSTER_SMTP_URL:
      'The SMTP server that mail goes to, as in `smtps://user:password@mail.example.com`. Not set: no mail.',
    MUSTER_MAIL_FROM: 'Who mail comes from, as in `Muster <muster@example.com>`. Needed with `MUSTER_SMTP_URL`.',
    MUSTER_ISSUE_URL: 'Your page of an issue, for the links of mails, as in `https://triage.example.com/issues/{id}`.',
    MUSTER_OPERATION_URL: 'The same of a bulk operation, with `{id}` too.',
  };
