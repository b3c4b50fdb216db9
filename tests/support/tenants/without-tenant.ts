/** All that is not of one organization, each for the reason given: what a PostgreSQL distributed by organization must know. */

/** Tables without a tenant: they are small, and each node of a distributed database has them whole. */
export const TABLES_WITHOUT_TENANT: ReadonlyMap<string, string> = new Map([
  ['organizations', 'the tenants themselves, found by id or slug'],
  ['users', 'people may be members of many organizations'],
  ['api_tokens', 'found by its hash before the organization is known; those of the installation have none'],
  ['migrations', 'what has been done to the schema'],
]);

/** Looked up before the tenant is known. */
export const INDEXES_WITHOUT_TENANT: ReadonlyMap<string, string> = new Map([
  ['organization_members_user_index', 'the organizations of a user'],
  ['project_keys_public_key_key', 'the project of a DSN'],
  ['group_shares_uuid_key', 'the issue of a share link'],
  ['group_texts_text_index', 'trigrams; the organization is compared at the row'],
]);

/** Those of them that are unique in all organizations together. */
export const KEYS_WITHOUT_TENANT: readonly string[] = ['project_keys_public_key_key', 'group_shares_uuid_key'];

/** Statements that ask for rows of more than one organization, or of one that is not known yet. */
export const STATEMENTS_WITHOUT_TENANT: ReadonlyMap<string, string> = new Map([
  ['find-issues-of-shares', 'an import asks whether a share id is free'],
  ['find-projects-of-keys', 'the project of a DSN'],
  ['find-shared-group', 'whoever has the share id may look'],
  ['read-queue-state', 'whoever runs the server is told of all organizations together'],
  ['claim-digest', 'the next mails to make, of whomever'],
  ['claim-mails', 'the organization whose mails are next'],
  ['delete-expired-keys', 'old rows of all organizations, some at a time'],
  ['delete-old-default-events', 'old rows of all organizations, some at a time'],
  ['delete-old-digests', 'old rows of all organizations, some at a time'],
  ['delete-old-inboxes', 'old rows of all organizations, some at a time'],
  ['find-organizations-with-waiting', 'a sweep finds the organizations that have work'],
  ['find-overdue-merges', 'a sweep finds the organizations that have work'],
]);
