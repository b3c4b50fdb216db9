import { statement, type Executor } from '../statement';

/** Of a mail: who gets it, and which issues it names. */
export interface MailToRead {
  readonly id: string;
  readonly userId: string;
  readonly issueIds: readonly string[];
}

/** An issue that a mail names, as its recipient may see it now. */
export interface MailIssueRow {
  readonly mailId: string;
  readonly id: string;
  readonly projectSlug: string;
  readonly number: string;
  readonly title: string;
}

/** A recipient who is still an active member. */
export interface MailRecipientRow {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

/** The organization in whose name mails go out. */
export interface MailOrganizationRow {
  readonly slug: string;
  readonly name: string;
  /** Signs the links of its mails. */
  readonly secret: Buffer;
}

/** The organization itself; null: it is gone. */
export async function readMailOrganization(
  reader: Executor,
  organizationId: string,
): Promise<MailOrganizationRow | null> {
  const [row] = await reader.rows<MailOrganizationRow>(
    statement('read-mail-organization', 'select slug, name, mail_secret as secret from organizations where id = $1', [
      organizationId,
    ]),
  );
  return row ?? null;
}

/** Those of the users who are still active members. */
export function readMailRecipients(
  reader: Executor,
  organizationId: string,
  userIds: readonly string[],
): Promise<MailRecipientRow[]> {
  return reader.rows<MailRecipientRow>(
    statement(
      'read-mail-recipients',
      `select u.id as "userId", u.name, u.email
       from organization_members o join users u on u.id = o.user_id
       where o.organization_id = $1 and o.active and o.user_id = any($2::bigint[])`,
      [organizationId, userIds],
    ),
  );
}

/**
 * The issues of mails, in id order, as far as each recipient still sees them and still wants to be told of them: between
 * the making of a mail and its sending somebody may have unsubscribed, or lost a project.
 */
export function readMailIssues(
  reader: Executor,
  organizationId: string,
  mails: readonly MailToRead[],
): Promise<MailIssueRow[]> {
  return reader.rows<MailIssueRow>(
    statement(
      'read-mail-issues',
      `select m.id as "mailId", i.id, p.slug as "projectSlug", i.short_id as number, i.title
       from jsonb_to_recordset($2) as m (id uuid, user_id bigint, issue_ids bigint[])
       cross join unnest(m.issue_ids) as g (id)
       join groups i on i.organization_id = $1 and i.id = g.id
       join projects p on p.organization_id = $1 and p.id = i.project_id
       join organizations n on n.id = $1
       join organization_members o on o.organization_id = $1 and o.user_id = m.user_id
       left join project_notification_settings s on s.organization_id = $1 and s.user_id = m.user_id
         and s.project_id = i.project_id
       where coalesce(s.setting, o.notification_setting) <> 'NEVER'
         and i.status not in ('PENDING_DELETION', 'DELETION_IN_PROGRESS', 'PENDING_MERGE')
         and not exists (
           select from group_subscriptions r
           where r.organization_id = $1 and r.group_id = i.id and r.user_id = m.user_id and not r.is_active)
         and (n.open_membership or exists (
           select from project_teams t
           join team_members member on member.organization_id = $1 and member.team_id = t.team_id
           where t.organization_id = $1 and t.project_id = i.project_id and member.user_id = m.user_id))
       order by m.id, i.id`,
      [
        organizationId,
        JSON.stringify(mails.map(({ id, userId, issueIds }) => ({ id, user_id: userId, issue_ids: issueIds }))),
      ],
    ),
  );
}

/** A note as a line of an issue's feed. */
export interface NoteKey {
  readonly groupId: string;
  readonly activityId: string;
}

/** The texts of notes by the id of their line; one that is gone has no entry. */
export async function readNotes(
  reader: Executor,
  organizationId: string,
  notes: readonly NoteKey[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await reader.rows<{ id: string; text: string }>(
    statement(
      'read-notes',
      `select a.id, a.data ->> 'text' as text
       from unnest($2::bigint[], $3::bigint[]) as n (group_id, id)
       join activities a on a.organization_id = $1 and a.group_id = n.group_id and a.id = n.id and a.type = 'NOTE'`,
      [organizationId, notes.map(({ groupId }) => groupId), notes.map(({ activityId }) => activityId)],
    ),
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}
