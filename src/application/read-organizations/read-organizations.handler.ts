import type { Caller } from '../../domain/access';
import { childrenByParent, sliceOf, slicesByParent, type PageRequest, type PageSlice } from '../../domain/page';
import { ORGANIZATION_READERS, organizationsWith, requireScope } from '../../domain/permission';
import type { TenantKey } from '../../domain/tenant-key';
import type { CountRow } from '../../persistence/read/count-row';
import { countMembers, readMemberPages, type MemberRow } from '../../persistence/read/read-members';
import { readOrganizations, type OrganizationRow } from '../../persistence/read/read-organizations';
import { readProjectPages, readProjects, type ProjectRow } from '../../persistence/read/read-projects';
import { readTeamsOfOrganizations } from '../../persistence/read/read-teams';
import type { TeamView } from '../read-people/read-people.handler';
import type { ReadDependencies } from '../read-dependencies';

/** An organization. */
export type OrganizationView = OrganizationRow;
/** A project with the public part of its key. */
export type ProjectView = ProjectRow;
/** A membership; `parentId` is the organization. */
export type MemberView = MemberRow;

type Pages<T> = Promise<ReadonlyMap<string, PageSlice<T>>>;

/** Reads organizations that the caller reaches, and what belongs to them; maps are by the organization's id. */
export class ReadOrganizations {
  constructor(private readonly dependencies: ReadDependencies) {}

  byIds(ids: readonly string[]): Promise<readonly OrganizationView[]> {
    return readOrganizations(this.reader, ids);
  }

  /** A page of the organizations that the caller reaches, in id order; PERMISSION_DENIED without org:read. */
  async page(caller: Caller, { first, after }: PageRequest): Promise<PageSlice<OrganizationView>> {
    requireScope(caller, ORGANIZATION_READERS);
    const ids = organizationsWith(caller, ORGANIZATION_READERS).map(({ organizationId }) => BigInt(organizationId));
    const ordered = ids.sort((a, b) => (a < b ? -1 : 1)).filter((id) => after === null || id > BigInt(after));
    const { items, hasNext } = sliceOf(ordered.map(String), first);
    const rows = new Map((await this.byIds(items)).map((organization) => [organization.id, organization]));
    return { items: items.flatMap((id) => rows.get(id) ?? []), hasNext };
  }

  /** The organization of that slug, or null where the caller does not reach it; PERMISSION_DENIED without org:read. */
  async bySlug(caller: Caller, slug: string): Promise<OrganizationView | null> {
    requireScope(caller, ORGANIZATION_READERS);
    const access = caller.organizations.find((organization) => organization.slug === slug);
    if (access === undefined) return null;
    const [organization] = await this.byIds([access.organizationId]);
    return organization ?? null;
  }

  projects(keys: readonly TenantKey[]): Promise<readonly ProjectView[]> {
    return readProjects(this.reader, keys);
  }

  /** A page of the projects that the caller sees in each organization; PERMISSION_DENIED without org:read. */
  async projectPages(caller: Caller, ids: readonly string[], page: PageRequest): Pages<ProjectView> {
    const organizations = this.readable(caller, ids);
    return slicesByParent(await readProjectPages(this.reader, organizations, page), page.first);
  }

  /** How many projects the caller sees in an organization. */
  projectCount(caller: Caller, organizationId: string): number {
    return this.readable(caller, [organizationId])[0]?.projects.size ?? 0;
  }

  /** All teams of each organization; PERMISSION_DENIED without org:read. */
  async teams(caller: Caller, ids: readonly string[]): Promise<ReadonlyMap<string, readonly TeamView[]>> {
    return childrenByParent(await readTeamsOfOrganizations(this.reader, this.readableIds(caller, ids)));
  }

  /** A page of each organization's members; PERMISSION_DENIED without org:read. */
  async memberPages(caller: Caller, ids: readonly string[], page: PageRequest): Pages<MemberView> {
    return slicesByParent(await readMemberPages(this.reader, this.readableIds(caller, ids), page), page.first);
  }

  memberCounts(caller: Caller, ids: readonly string[]): Promise<readonly CountRow[]> {
    return countMembers(this.reader, this.readableIds(caller, ids));
  }

  private readable(caller: Caller, ids: readonly string[]): Caller['organizations'] {
    requireScope(caller, ORGANIZATION_READERS);
    return organizationsWith(caller, ORGANIZATION_READERS).filter(({ organizationId }) => ids.includes(organizationId));
  }

  private readableIds(caller: Caller, ids: readonly string[]): readonly string[] {
    return this.readable(caller, ids).map(({ organizationId }) => organizationId);
  }

  private get reader(): ReadDependencies['unitOfWork']['reader'] {
    return this.dependencies.unitOfWork.reader;
  }
}
