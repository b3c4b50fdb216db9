select uuid, organization_id as "organizationId", group_id as "groupId"
from group_shares where uuid = any($1::text[])
