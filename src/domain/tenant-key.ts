/** Names one row of an organization's data: both ids are decimal strings. */
export interface TenantKey {
  readonly organizationId: string;
  readonly id: string;
}
