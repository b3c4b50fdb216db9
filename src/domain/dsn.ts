/** Where SDKs send the events of a project: the server's address with the key as user and the project's id as path. */
export function projectDsn(publicUrl: string, publicKey: string, projectId: string): string {
  const dsn = new URL(publicUrl);
  dsn.username = publicKey;
  dsn.pathname = `${dsn.pathname.replace(/\/+$/, '')}/${projectId}`;
  return dsn.toString();
}
