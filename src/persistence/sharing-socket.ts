import { Socket } from 'node:net';

/** A chunk of this length is part of a large answer; the system hands over 64 KiB at a time. */
const LARGE = 32_768;

/**
 * A socket that lets others have a turn between the chunks of a large answer. Without, Node reads up to 32 chunks in one
 * go, and the driver parses them: for the rows of 10,000 issues nothing else happened in the process for a tenth of a
 * second, query after query. Over TLS the chunks come from another stream, and nothing changes.
 */
export function sharingSocket(): Socket {
  const socket = new GatheringSocket();
  socket.on('data', ({ length }) => {
    if (length < LARGE) return;
    socket.pause();
    setImmediate(() => socket.resume());
  });
  return socket;
}

/**
 * Statements that are sent together leave in one message: each message is a system call, and wakes PostgreSQL up. The
 * driver corks the socket for the parts of one statement; here it stays corked until the work that sends them pauses.
 */
class GatheringSocket extends Socket {
  private isGathering = false;

  override cork(): void {
    super.cork();
    if (this.isGathering) return;
    this.isGathering = true;
    super.cork();
    process.nextTick(() => {
      this.isGathering = false;
      this.uncork();
    });
  }
}
