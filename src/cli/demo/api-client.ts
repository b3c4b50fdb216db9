/** Asks the server as any client would: a document over HTTP. Throws where the answer holds errors. */
export class ApiClient {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Data; errors?: readonly { message: string }[] };
    if (answer.errors !== undefined || answer.data === undefined) {
      throw new Error(answer.errors?.map(({ message }) => message).join('\n') ?? `HTTP ${response.status}`);
    }
    return answer.data;
  }
}
