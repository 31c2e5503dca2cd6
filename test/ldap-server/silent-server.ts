import { createServer, type Socket } from "node:net";
import { closed, listening } from "./listening.ts";

/** Takes connections and never says a word: no handshake, no answer. */
export interface SilentServer {
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

export async function startSilentServer(address = "127.0.0.1"): Promise<SilentServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.resume();
  });
  const port = await listening(server, address);
  return {
    address,
    port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await closed(server);
    },
  };
}
