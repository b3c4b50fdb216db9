import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ClientTarget } from './command-lines';
import type { InstalledClients } from './installed-clients';

interface McpAnswer {
  readonly id?: number;
  readonly result?: { readonly content?: readonly { readonly text?: string }[]; readonly isError?: boolean };
}

/** The reference's MCP server as a process, spoken to over its standard input. */
export class McpClient {
  private readonly waiting = new Map<number, (answer: McpAnswer) => void>();
  private sent = 0;

  private constructor(private readonly child: ChildProcess) {}

  static async start(clients: InstalledClients, { url, token }: ClientTarget): Promise<McpClient> {
    const host = ['--host', url.replace('http://', ''), '--insecure-http'];
    const args = [clients.file('@sentry/mcp-server/dist/index.js'), ...host, '--access-token', token];
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env['PATH'], HOME: await clients.newHome(), SENTRY_DSN: '' },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const client = new McpClient(child);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const answer = JSON.parse(line) as McpAnswer;
      client.waiting.get(answer.id ?? 0)?.(answer);
    });
    const clientInfo = { name: 'muster-tests', version: '1' };
    await client.call('initialize', { protocolVersion: '2025-03-26', capabilities: {}, clientInfo });
    client.write({ method: 'notifications/initialized' });
    return client;
  }

  /** What a tool says; throws where it says that it failed. */
  async tool(name: string, given: object): Promise<string> {
    const { result } = await this.call('tools/call', { name, arguments: given });
    const text = (result?.content ?? []).map((part) => part.text ?? '').join('\n');
    if (result === undefined || result.isError === true) throw new Error(`${name}: ${text}`);
    return text;
  }

  async stop(): Promise<void> {
    const exited = once(this.child, 'exit');
    this.child.kill();
    await exited;
  }

  private call(method: string, params: object): Promise<McpAnswer> {
    this.sent += 1;
    const id = this.sent;
    const answer = new Promise<McpAnswer>((resolve) => this.waiting.set(id, resolve));
    this.write({ id, method, params });
    return answer;
  }

  private write(message: object): void {
    this.child.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
}
