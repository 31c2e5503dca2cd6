import type { Server } from "node:net";

/** Lets the system pick a port, and says which. */
export function listening(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, address, () => {
      const bound = server.address();
      if (bound === null || typeof bound === "string") reject(new Error("The server does not listen."));
      else resolve(bound.port);
    });
  });
}

export function closed(server: Server): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()));
}
